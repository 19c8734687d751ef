using SearchEngine.Evaluation.Answers;
using Spectre.Console;

namespace SearchEngine.Cli.Output;

/// <summary>Shows how well questions were answered.</summary>
internal static class AnswerReportView
{
    private static readonly string[] Columns = ["answer", "exact", "F1", "verbatim", "cited", "recall", "ms mean", "ms p95", "tok/s"];

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
        string title = FormattableString.Invariant($"{report.Dataset}: {report.Documents} paragraphs, ")
            + FormattableString.Invariant($"{report.Answerable} answerable and {report.Unanswerable} unanswerable questions");
        Table table = ReportTable.Create(title, Columns);
        AddRow(table, "extractive", report.Extractive);
        if (report.Generated is { } generated) AddRow(table, "generated", generated);
        terminal.WriteTable(table);

        AbstentionQuality abstention = report.Abstention;
        Console.Out.WriteLine(
            FormattableString.Invariant($"  abstention: AUC {abstention.Auc:F3}, refuses {abstention.UnanswerableRefused:F3} ")
            + FormattableString.Invariant($"of the unanswerable and {abstention.AnswerableRefused:F3} of the answerable questions"));
    }

    private static void AddRow(Table table, string name, AnswerQuality quality) => table.AddRow(
    [
        name,
        FormatScore(quality.ExactMatch),
        FormatScore(quality.F1),
        FormatScore(quality.Verbatim),
        FormatScore(quality.CitationPrecision),
        FormatScore(quality.CitationRecall),
        FormattableString.Invariant($"{quality.MillisecondsMean:F0}"),
        FormattableString.Invariant($"{quality.Milliseconds95:F0}"),
        FormattableString.Invariant($"{quality.TokensPerSecond:F1}"),
    ]);

    private static string FormatScore(double value) => FormattableString.Invariant($"{value:F3}");
}
