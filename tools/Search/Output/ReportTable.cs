using Spectre.Console;

namespace SearchEngine.Cli.Output;

/// <summary>Creates the tables of evaluation reports.</summary>
internal static class ReportTable
{
    /// <summary>Creates an empty table; its first column is aligned left, the others right. It fits a terminal of 80 columns.</summary>
    public static Table Create(string title, IReadOnlyList<string> columns)
    {
        Table table = new Table().Border(TableBorder.Simple).Title(Markup.Escape(PlainText.ToSingleLine(title)), Style.Plain);
        foreach ((int i, string column) in columns.Index())
        {
            table.AddColumn(new TableColumn(column)
            {
                Alignment = i == 0 ? Justify.Left : Justify.Right,
                Padding = new Padding(0, 0, 1, 0),
            });
        }
        return table;
    }
}
