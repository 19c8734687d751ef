using SearchEngine.Ingestion;

namespace SearchEngine.Cli.Output;

/// <summary>What <c>search index --dry-run --json</c> gives.</summary>
internal sealed record PlanOutput(IReadOnlyList<PlannedFile> Files);

/// <summary>The last line of <c>search index --jsonl</c>: all folders together.</summary>
internal sealed record IndexTotalOutput(int Indexed, int Unchanged, int Removed, int Skipped, int Failed, int Encoded, TimeSpan Elapsed);

/// <summary>Shows what indexing does: each document that was not read, each folder as it is done, and all of them together.</summary>
internal sealed class IndexView(OutputFormat format, Terminal terminal)
{
    private readonly List<IndexReport> _reports = [];

    /// <summary>Passes progress on, and writes a line for each document as it is done.</summary>
    public IProgress<IndexProgress>? TrackProgress(IProgress<IndexProgress>? progress) => format == OutputFormat.JsonLines ? new JsonLinesProgress(progress) : progress;

    /// <summary>What would be done, and nothing of it done.</summary>
    public void ShowPlan(IReadOnlyList<PlannedFile> files)
    {
        if (format == OutputFormat.Json) JsonOutput.Write(new PlanOutput(files));
        if (format == OutputFormat.JsonLines) JsonOutput.WriteLines(files);
        if (format != OutputFormat.Text) return;
        foreach (PlannedFile file in files.Where(file => file.Action != PlannedAction.Keep))
            Console.Out.WriteLine(PlainText.ToSingleLine($"{file.Action.ToString().ToLowerInvariant(),-7} {file.Path}{(file.Reason is null ? "" : $": {file.Reason}")}"));
        Console.Out.WriteLine(FormattableString.Invariant(
            $"{Count(PlannedAction.Index)} to index, {Count(PlannedAction.Keep)} unchanged, {Count(PlannedAction.Remove)} to remove, {Count(PlannedAction.Skip)} to skip; nothing was done"));

        int Count(PlannedAction action) => files.Count(file => file.Action == action);
    }

    public void ShowFolder(string folder, IndexReport report)
    {
        _reports.Add(report);
        foreach (FailedDocument failed in report.Failed) terminal.WriteNotice(PlainText.ToSingleLine($"{failed.Path}: {failed.Reason}"));
        if (FolderPath.HasNoFiles(report)) terminal.WriteNotice(PlainText.ToSingleLine($"'{folder}' holds no files to index"));
        if (format == OutputFormat.Text) Console.Out.WriteLine(PlainText.ToSingleLine(Describe(folder, report)));
    }

    public void ShowTotal()
    {
        IndexReport sum = Combine(_reports);
        if (format == OutputFormat.Json) JsonOutput.Write(sum);
        if (format == OutputFormat.JsonLines)
            JsonOutput.WriteLine(new IndexTotalOutput(sum.Indexed, sum.Unchanged, sum.Removed, sum.Skipped, sum.Failed.Count, sum.Encoded, sum.Elapsed), ("kind", "total"));
    }

    private static string Describe(string folder, IndexReport report) => FormattableString.Invariant(
        $"{folder}: {report.Indexed} indexed, {report.Unchanged} unchanged, {report.Removed} removed, {report.Skipped} skipped, {report.Failed.Count} failed; {report.Encoded} passages encoded in {report.Elapsed.TotalSeconds:F1} s");

    /// <summary>One report, however many folders were named.</summary>
    private static IndexReport Combine(IReadOnlyList<IndexReport> reports) => new(
        reports.Sum(report => report.Indexed), reports.Sum(report => report.Unchanged), reports.Sum(report => report.Removed), reports.Sum(report => report.Skipped),
        [.. reports.SelectMany(report => report.Failed)], reports.Sum(report => report.Encoded), TimeSpan.FromTicks(reports.Sum(report => report.Elapsed.Ticks)));

    private sealed class JsonLinesProgress(IProgress<IndexProgress>? next) : IProgress<IndexProgress>
    {
        public void Report(IndexProgress value)
        {
            if (value.Document is { } document) JsonOutput.WriteLine(document, ("kind", "document"));
            next?.Report(value);
        }
    }
}
