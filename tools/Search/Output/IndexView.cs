using SearchEngine.Indexing;

namespace SearchEngine.Search.Output;

/// <summary>A document that was not read, as a line of <c>search index --jsonl</c>.</summary>
internal sealed record FailedLine(string Folder, string Path, string Reason);

/// <summary>The last line of <c>search index --jsonl</c>: all folders together.</summary>
internal sealed record TotalLine(int Indexed, int Unchanged, int Removed, int Skipped, int Failed, int Encoded, TimeSpan Elapsed);

/// <summary>Shows what indexing does: each document that was not read, each folder as it is done, and all of them together.</summary>
internal sealed class IndexView(OutputFormat format, Terminal terminal)
{
    private readonly List<IndexReport> _reports = [];

    public void Failed(string folder, FailedDocument failed)
    {
        if (format == OutputFormat.JsonLines) JsonOutput.WriteLine(new FailedLine(folder, failed.Path, failed.Reason), ("kind", "failed"));
        terminal.Notice(PlainText.OneLine($"{failed.Path}: {failed.Reason}"));
    }

    public void Done(string folder, IndexReport report)
    {
        _reports.Add(report);
        if (Folder.IsEmpty(report)) terminal.Notice(PlainText.OneLine($"'{folder}' holds no files to index"));
        if (format == OutputFormat.Text) Console.Out.WriteLine(PlainText.OneLine(Describe(folder, report)));
    }

    public void Total()
    {
        IndexReport sum = Sum(_reports);
        if (format == OutputFormat.Json) JsonOutput.Write(sum);
        if (format == OutputFormat.JsonLines)
            JsonOutput.WriteLine(new TotalLine(sum.Indexed, sum.Unchanged, sum.Removed, sum.Skipped, sum.Failed.Count, sum.Encoded, sum.Elapsed), ("kind", "total"));
    }

    private static string Describe(string folder, IndexReport report) => FormattableString.Invariant(
        $"{folder}: {report.Indexed} indexed, {report.Unchanged} unchanged, {report.Removed} removed, {report.Skipped} skipped, {report.Failed.Count} failed; {report.Encoded} passages encoded in {report.Elapsed.TotalSeconds:F1} s");

    /// <summary>One report, however many folders were named.</summary>
    private static IndexReport Sum(IReadOnlyList<IndexReport> reports) => new(
        reports.Sum(report => report.Indexed), reports.Sum(report => report.Unchanged), reports.Sum(report => report.Removed), reports.Sum(report => report.Skipped),
        [.. reports.SelectMany(report => report.Failed)], reports.Sum(report => report.Encoded), TimeSpan.FromTicks(reports.Sum(report => report.Elapsed.Ticks)));
}
