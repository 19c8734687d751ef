using SearchEngine.Ingestion;

namespace SearchEngine.Cli.Output;

/// <summary>The output of <c>search index --dry-run --json</c>.</summary>
internal sealed record PlanOutput(IReadOnlyList<PlannedFile> Files);

/// <summary>The last line of <c>search index --jsonl</c>: the total of all folders.</summary>
internal sealed record IndexTotalOutput(
    int Indexed,
    int Unchanged,
    int Removed,
    int Skipped,
    int Failed,
    int Encoded,
    TimeSpan Elapsed);

/// <summary>Shows the results of indexing: failed documents, each folder when it is done, and the total.</summary>
internal sealed class IndexView(OutputFormat format, Terminal terminal)
{
    private readonly List<IndexReport> _reports = [];

    /// <summary>Returns a receiver that passes progress on and, with --jsonl, writes a line for each document when it is done.</summary>
    public IProgress<IndexProgress>? TrackProgress(IProgress<IndexProgress>? progress) =>
        format == OutputFormat.JsonLines ? new JsonLinesProgress(progress) : progress;

    /// <summary>Shows what a dry run found.</summary>
    public void ShowPlan(IReadOnlyList<PlannedFile> files)
    {
        if (format == OutputFormat.Json) JsonOutput.Write(new PlanOutput(files));
        if (format == OutputFormat.JsonLines) JsonOutput.WriteLines(files);
        if (format != OutputFormat.Text) return;
        foreach (PlannedFile file in files.Where(file => file.Action != PlannedAction.Keep))
        {
            string reason = file.Reason is null ? "" : $": {file.Reason}";
            Console.Out.WriteLine(PlainText.ToSingleLine($"{file.Action.ToString().ToLowerInvariant(),-7} {file.Path}{reason}"));
        }
        Console.Out.WriteLine(
            FormattableString.Invariant($"{Count(PlannedAction.Index)} to index, {Count(PlannedAction.Keep)} unchanged, ")
            + FormattableString.Invariant($"{Count(PlannedAction.Remove)} to remove, {Count(PlannedAction.Skip)} to skip; ")
            + "nothing was changed");

        int Count(PlannedAction action) => files.Count(file => file.Action == action);
    }

    public void ShowFolder(string folder, IndexReport report)
    {
        _reports.Add(report);
        foreach (FailedDocument failed in report.Failed)
            terminal.WriteNotice(PlainText.ToSingleLine($"{failed.Path}: {failed.Reason}"));
        if (FolderPath.HasNoFiles(report)) terminal.WriteNotice(PlainText.ToSingleLine($"'{folder}' contains no files to index"));
        if (format == OutputFormat.Text) Console.Out.WriteLine(PlainText.ToSingleLine(Describe(folder, report)));
    }

    public void ShowTotal()
    {
        IndexReport sum = Combine(_reports);
        if (format == OutputFormat.Json) JsonOutput.Write(sum);
        if (format != OutputFormat.JsonLines) return;
        IndexTotalOutput total = new(
            sum.Indexed,
            sum.Unchanged,
            sum.Removed,
            sum.Skipped,
            sum.Failed.Count,
            sum.Encoded,
            sum.Elapsed);
        JsonOutput.WriteLine(total, ("kind", "total"));
    }

    private static string Describe(string folder, IndexReport report) =>
        FormattableString.Invariant($"{folder}: {report.Indexed} indexed, {report.Unchanged} unchanged, {report.Removed} removed, ")
        + FormattableString.Invariant($"{report.Skipped} skipped, {report.Failed.Count} failed; ")
        + FormattableString.Invariant($"{report.Encoded} passages encoded in {report.Elapsed.TotalSeconds:F1} s");

    private static IndexReport Combine(IReadOnlyList<IndexReport> reports) => new(
        reports.Sum(report => report.Indexed),
        reports.Sum(report => report.Unchanged),
        reports.Sum(report => report.Removed),
        reports.Sum(report => report.Skipped),
        [.. reports.SelectMany(report => report.Failed)],
        reports.Sum(report => report.Encoded),
        TimeSpan.FromTicks(reports.Sum(report => report.Elapsed.Ticks)));

    private sealed class JsonLinesProgress(IProgress<IndexProgress>? next) : IProgress<IndexProgress>
    {
        public void Report(IndexProgress value)
        {
            if (value.Document is { } document) JsonOutput.WriteLine(document, ("kind", "document"));
            next?.Report(value);
        }
    }
}
