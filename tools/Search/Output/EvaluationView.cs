using SearchEngine.Evaluation.Runs;
using Spectre.Console;

namespace SearchEngine.Cli.Output;

/// <summary>Shows the results of an evaluation of retrieval.</summary>
internal static class EvaluationView
{
    private static readonly string[] Columns = ["stage", "nDCG@10", "p", "recall@100", "MRR@10", "MAP", "P@5", "ms mean", "ms p95"];

    public static void Show(EvaluationReport report, OutputFormat format, Terminal terminal)
    {
        switch (format)
        {
            case OutputFormat.Json: JsonOutput.Write(report); break;
            case OutputFormat.JsonLines: ShowJsonLines(report); break;
            default: terminal.WriteTable(CreateTable(report)); break;
        }
    }

    private static void ShowJsonLines(EvaluationReport report) =>
        JsonOutput.WriteLines(report.Stages, ("dataset", report.Dataset), ("split", report.Split));

    private static Table CreateTable(EvaluationReport report)
    {
        string title = FormattableString.Invariant(
            $"{report.Dataset} ({report.Split}): {report.Documents} documents, {report.Queries} queries");
        Table table = ReportTable.Create(title, Columns);
        foreach (StageReport stage in report.Stages)
        {
            table.AddRow(
            [
                stage.Stage,
                FormatScore(stage.Ndcg10),
                FormatScore(stage.P),
                FormatScore(stage.Recall100),
                FormatScore(stage.Mrr10),
                FormatScore(stage.Map),
                FormatScore(stage.P5),
                FormatMilliseconds(stage.MillisecondsMean),
                FormatMilliseconds(stage.Milliseconds95),
            ]);
        }
        return table;
    }

    private static string FormatScore(double? value) => FormattableString.Invariant($"{value:F4}");

    private static string FormatMilliseconds(double value) => FormattableString.Invariant($"{value:F1}");
}
