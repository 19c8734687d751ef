using System.CommandLine;
using SearchEngine.Cli.Completion;
using SearchEngine.Cli.Help;
using SearchEngine.Cli.Output;
using SearchEngine.Index.Catalog;
using SearchEngine.Ingestion;

namespace SearchEngine.Cli.Commands;

/// <summary>What <c>search status --json</c> gives.</summary>
internal sealed record StatusOutput(
    string IndexPath, string Model, int Indexed, int Skipped, int Failed, int Passages, int Encoded, IReadOnlyList<CollectionStatus> Collections, IReadOnlyList<DocumentReport>? Files)
{
    public static StatusOutput From(KnowledgeBaseStatus status, IReadOnlyList<DocumentReport>? files) =>
        new(status.IndexPath, status.Model, status.Indexed, status.Skipped, status.Failed, status.Passages, status.Encoded, status.Collections, files);
}

/// <summary><c>search status</c>: what the index holds and how far it is.</summary>
internal static class StatusCommand
{
    public static Command Create(SharedOptions shared)
    {
        Option<bool> files = FlagOption.Create("--files", "Also list what became of each file: indexed, skipped or failed, and why");
        Option<bool> failed = FlagOption.Create("--failed", "List only the files that could not be read");
        Option<bool> skipped = FlagOption.Create("--skipped", "List only the files that were left out on purpose");
        Option<string?> scope = new Option<string?>("--in") { Description = "List only the files of this folder or collection", HelpName = "DIR|COLLECTION" }
            .WithCompletions(context => [.. CompletionCandidates.Collections(shared.GetIndexPath(context.ParseResult)), .. CompletionCandidates.Folders(context)]);
        Command command = new DocumentedCommand("status", "Show what the index holds",
            "How many documents and passages there are, how many of them are encoded, and which folders they come from.",
            new("search status", "the index in your data folder"),
            new("search status --failed", "which files could not be read, and why"),
            new("search status --files --in ~/notes --jsonl", "what became of each file of a folder, a JSON object a line"),
            new("search status --index ~/kb.index --json", "another index, for a program")) { files, failed, skipped, scope };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using KnowledgeBase knowledge = await KnowledgeBase.OpenAsync(shared.GetKnowledgeBaseOptions(parsed), cancellation);
            KnowledgeBaseStatus status = await knowledge.GetStatusAsync(cancellation);
            bool failedOnly = parsed.GetValue(failed), skippedOnly = parsed.GetValue(skipped);
            IReadOnlyList<DocumentReport>? listed = null;
            if (parsed.GetValue(files) || failedOnly || skippedOnly)
            {
                string? collection = parsed.GetValue(scope) is { } named ? FindCollection(knowledge, named) : null;
                listed = [.. (await knowledge.GetFilesAsync(collection, cancellation)).Where(file => failedOnly || skippedOnly
                    ? (failedOnly && file.Status == DocumentStatus.Failed) || (skippedOnly && file.Status == DocumentStatus.Skipped) : true)];
            }
            switch (shared.GetFormat(parsed))
            {
                case OutputFormat.Json: JsonOutput.Write(StatusOutput.From(status, listed)); break;
                case OutputFormat.JsonLines when listed is not null: JsonOutput.WriteLines(listed); break;
                case OutputFormat.JsonLines: JsonOutput.WriteLines(status.Collections); break;
                default: Show(status, listed); break;
            }
            return ExitCode.Success;
        });
        return command;
    }

    private static string FindCollection(KnowledgeBase knowledge, string scope) => knowledge.HasCollection(scope) ? scope
        : knowledge.FindCollection(scope) ?? throw new UsageException($"the index has no collection and no folder '{scope}'; 'search status' shows those it has");

    private static void Show(KnowledgeBaseStatus status, IReadOnlyList<DocumentReport>? files)
    {
        Console.Out.WriteLine(FormattableString.Invariant($"""
            Index       {PlainText.ToSingleLine(status.IndexPath)}
            Model       {PlainText.ToSingleLine(status.Model)}
            Documents   {status.Indexed} indexed, {status.Skipped} skipped, {status.Failed} failed
            Passages    {status.Passages}, {status.Encoded} of them encoded
            """));
        foreach (CollectionStatus collection in status.Collections) Console.Out.WriteLine(PlainText.ToSingleLine($"Collection  {collection.Name}  {collection.Root}"));
        if (files is null) return;
        Console.Out.WriteLine();
        foreach (DocumentReport file in files) Console.Out.WriteLine(PlainText.ToSingleLine(Describe(file)));
    }

    private static string Describe(DocumentReport file) => FormattableString.Invariant(
        $"{file.Status.ToString().ToLowerInvariant(),-8} {file.Collection}/{file.Path}{(file.Reason is null ? $" ({file.Passages} passages)" : $": {file.Reason}")}");
}
