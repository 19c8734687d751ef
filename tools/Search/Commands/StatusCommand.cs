using System.CommandLine;
using SearchEngine.Cli.Help;
using SearchEngine.Cli.Output;
using SearchEngine.Index.Catalog;
using SearchEngine.Ingestion;

namespace SearchEngine.Cli.Commands;

/// <summary>The command <c>search status</c>: shows what the index contains.</summary>
internal sealed class StatusCommand
{
    private readonly Option<bool> _files = FlagOption.Create("--files", "Also list every file: indexed, skipped or failed, and why");
    private readonly Option<bool> _failed = FlagOption.Create("--failed", "List only the files that could not be read");
    private readonly Option<bool> _skipped = FlagOption.Create("--skipped", "List only the files that were left out on purpose");

    private readonly SharedOptions _shared;
    private readonly Option<string?> _scope;

    private StatusCommand(SharedOptions shared) =>
        (_shared, _scope) = (shared, ScopeOption.Create(shared, "List only the files of this folder or collection"));

    public static Command Create(SharedOptions shared) => new StatusCommand(shared).Create();

    private DocumentedCommand Create()
    {
        DocumentedCommand command = new(
            "status",
            "Show what the index contains",
            "Shows how many documents and passages there are, how many passages have an embedding, and which folders are indexed.",
            new("search status", "the index in your data folder"),
            new("search status --failed", "which files could not be read, and why"),
            new("search status --files --in ~/notes --jsonl", "every file of a folder, with one JSON object per line"),
            new("search status --index ~/kb.index --json", "another index, as JSON"))
        {
            _files, _failed, _skipped, _scope,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        await using KnowledgeBase knowledge = await KnowledgeBase.OpenAsync(_shared.GetKnowledgeBaseOptions(parsed), cancellation);
        KnowledgeBaseStatus status = await knowledge.GetStatusAsync(cancellation);
        StatusView.Show(status, await ListFilesAsync(parsed, knowledge, cancellation), _shared.GetFormat(parsed));
        return ExitCode.Success;
    }

    /// <summary>Returns the files to list; null if none were asked for.</summary>
    private async Task<IReadOnlyList<DocumentReport>?> ListFilesAsync(
        ParseResult parsed, KnowledgeBase knowledge, CancellationToken cancellation)
    {
        bool failedOnly = parsed.GetValue(_failed), skippedOnly = parsed.GetValue(_skipped);
        if (!parsed.GetValue(_files) && !failedOnly && !skippedOnly) return null;

        string? collection = parsed.GetValue(_scope) is { } scope ? FindCollection(knowledge, scope) : null;
        IReadOnlyList<DocumentReport> files = await knowledge.GetFilesAsync(collection, cancellation);
        if (!failedOnly && !skippedOnly) return files;
        return [.. files.Where(file =>
            (failedOnly && file.Status == DocumentStatus.Failed) || (skippedOnly && file.Status == DocumentStatus.Skipped))];
    }

    private static string FindCollection(KnowledgeBase knowledge, string scope)
    {
        if (knowledge.HasCollection(scope)) return scope;
        return knowledge.FindCollection(scope)
            ?? throw new UsageException($"the index has no collection and no folder '{scope}'; 'search status' lists those it has");
    }
}
