using SearchEngine.Evaluation.Runs;
using Spectre.Console;

namespace SearchEngine.Cli.Output;

/// <summary>Shows what an evaluation found.</summary>
internal static class EvaluationView
{
    public static void Show(EvaluationReport report, OutputFormat format, Terminal terminal)
    {
        switch (format)
        {
            case OutputFormat.Json: JsonOutput.Write(report); break;
            case OutputFormat.JsonLines: JsonOutput.WriteLines(report.Stages, ("dataset", report.Dataset), ("split", report.Split)); break;
            default: terminal.WriteTable(CreateTable(report)); break;
        }
    }

    private static Table CreateTable(EvaluationReport report)
    {
        // Without lines and with little space between its columns it fits a terminal of 80.
        Table table = new Table().Border(TableBorder.Simple)
            .Title(Markup.Escape(PlainText.ToSingleLine(FormattableString.Invariant($"{report.Dataset} ({report.Split}): {report.Documents} documents, {report.Queries} queries"))), Style.Plain);
        foreach (string column in (string[])["stage", "nDCG@10", "p", "recall@100", "MRR@10", "MAP", "P@5", "ms mean", "ms p95"])
            table.AddColumn(new TableColumn(column) { Alignment = column == "stage" ? Justify.Left : Justify.Right, Padding = new Padding(0, 0, 1, 0) });
        foreach (StageReport stage in report.Stages)
            table.AddRow([stage.Stage, FormatScore(stage.Ndcg10), FormatScore(stage.P), FormatScore(stage.Recall100), FormatScore(stage.Mrr10), FormatScore(stage.Map), FormatScore(stage.P5), FormatMilliseconds(stage.MillisecondsMean), FormatMilliseconds(stage.Milliseconds95)]);
        return table;
    }

    private static string FormatScore(double? value) => FormattableString.Invariant($"{value:F4}");

    private static string FormatMilliseconds(double value) => FormattableString.Invariant($"{value:F1}");
}
