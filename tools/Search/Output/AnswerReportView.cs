using SearchEngine.Evaluation.Answers;
using Spectre.Console;

namespace SearchEngine.Cli.Output;

/// <summary>Shows how well questions were answered.</summary>
internal static class AnswerReportView
{
    public static void Show(AnswerReport report, OutputFormat format, Terminal terminal)
    {
        switch (format)
        {
            case OutputFormat.Json: JsonOutput.Write(report); break;
            case OutputFormat.JsonLines: JsonOutput.WriteLine(report); break;
            default: Show(report, terminal); break;
        }
    }

    private static void Show(AnswerReport report, Terminal terminal)
    {
        Table table = new Table().Border(TableBorder.Simple)
            .Title(Markup.Escape(PlainText.ToSingleLine(FormattableString.Invariant($"{report.Dataset}: {report.Documents} paragraphs, {report.Answerable} answerable questions, {report.Unanswerable} others"))), Style.Plain);
        foreach (string column in (string[])["answer", "exact", "F1", "verbatim", "cited", "recall", "ms mean", "ms p95", "tok/s"])
            table.AddColumn(new TableColumn(column) { Alignment = column == "answer" ? Justify.Left : Justify.Right, Padding = new Padding(0, 0, 1, 0) });
        AddRow(table, "extractive", report.Extractive);
        if (report.Generated is { } generated) AddRow(table, "generated", generated);
        terminal.WriteTable(table);
        AbstentionQuality abstention = report.Abstention;
        Console.Out.WriteLine(FormattableString.Invariant($"  abstention: AUC {abstention.Auc:F3}, refuses {abstention.UnanswerableRefused:F3} of the unanswerable and {abstention.AnswerableRefused:F3} of the answerable"));
    }

    private static void AddRow(Table table, string name, AnswerQuality quality) => table.AddRow(
        [name, FormatScore(quality.ExactMatch), FormatScore(quality.F1), FormatScore(quality.Verbatim), FormatScore(quality.CitationPrecision), FormatScore(quality.CitationRecall),
        FormattableString.Invariant($"{quality.MillisecondsMean:F0}"), FormattableString.Invariant($"{quality.Milliseconds95:F0}"), FormattableString.Invariant($"{quality.TokensPerSecond:F1}")]);

    private static string FormatScore(double value) => FormattableString.Invariant($"{value:F3}");
}
