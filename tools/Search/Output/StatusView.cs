using SearchEngine.Ingestion;

namespace SearchEngine.Cli.Output;

/// <summary>The output of <c>search status --json</c>.</summary>
internal sealed record StatusOutput(
    string IndexPath,
    string Model,
    int Indexed,
    int Skipped,
    int Failed,
    int Passages,
    int Encoded,
    IReadOnlyList<CollectionStatus> Collections,
    IReadOnlyList<DocumentReport>? Files)
{
    public static StatusOutput From(KnowledgeBaseStatus status, IReadOnlyList<DocumentReport>? files) => new(
        status.IndexPath,
        status.Model,
        status.Indexed,
        status.Skipped,
        status.Failed,
        status.Passages,
        status.Encoded,
        status.Collections,
        files);
}

/// <summary>Shows what an index contains.</summary>
internal static class StatusView
{
    /// <param name="files">The files to list; null for none.</param>
    public static void Show(KnowledgeBaseStatus status, IReadOnlyList<DocumentReport>? files, OutputFormat format)
    {
        switch (format)
        {
            case OutputFormat.Json: JsonOutput.Write(StatusOutput.From(status, files)); break;
            case OutputFormat.JsonLines when files is not null: JsonOutput.WriteLines(files); break;
            case OutputFormat.JsonLines: JsonOutput.WriteLines(status.Collections); break;
            default: Show(status, files); break;
        }
    }

    private static void Show(KnowledgeBaseStatus status, IReadOnlyList<DocumentReport>? files)
    {
        Console.Out.WriteLine(FormattableString.Invariant($"""
            Index       {PlainText.ToSingleLine(status.IndexPath)}
            Model       {PlainText.ToSingleLine(status.Model)}
            Documents   {status.Indexed} indexed, {status.Skipped} skipped, {status.Failed} failed
            Passages    {status.Passages}, {status.Encoded} of them encoded
            """));
        foreach (CollectionStatus collection in status.Collections)
            Console.Out.WriteLine(PlainText.ToSingleLine($"Collection  {collection.Name}  {collection.Root}"));
        if (files is null) return;
        Console.Out.WriteLine();
        foreach (DocumentReport file in files) Console.Out.WriteLine(PlainText.ToSingleLine(Describe(file)));
    }

    private static string Describe(DocumentReport file)
    {
        string details = file.Reason is null ? FormattableString.Invariant($" ({file.Passages} passages)") : $": {file.Reason}";
        return $"{file.Status.ToString().ToLowerInvariant(),-8} {file.Collection}/{file.Path}{details}";
    }
}
