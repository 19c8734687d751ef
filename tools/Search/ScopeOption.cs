using System.CommandLine;
using SearchEngine.Cli.Completion;
using SearchEngine.Cli.Output;
using SearchEngine.Index.Contracts;
using SearchEngine.Ingestion;

namespace SearchEngine.Cli;

/// <summary><c>--in</c>: where to search.</summary>
internal static class ScopeOption
{
    public static Option<string?> Create(SharedOptions shared) =>
        new Option<string?>("--in") { Description = "A folder (indexed first where it changed) or the name of a collection", HelpName = "DIR|COLLECTION" }
            .WithCompletions(context => [.. CompletionCandidates.Collections(shared.GetIndexPath(context.ParseResult)), .. CompletionCandidates.Folders(context)]);

    /// <summary>The collection that --in names: a folder's own, indexed or brought up to date first, or one by its name. Null for a folder without files.</summary>
    public static async Task<string?> ResolveAsync(KnowledgeBase knowledge, string scope, bool update, Terminal terminal, CancellationToken cancellation)
    {
        if (!Directory.Exists(scope) && knowledge.HasCollection(scope)) return scope;
        if (!Path.Exists(scope)) throw new UsageException(await DescribeMissingAsync(knowledge, scope, cancellation));
        string folder = FolderPath.RequireExisting(scope);
        if (update) await UpdateAsync(knowledge, folder, terminal, cancellation);
        if (knowledge.FindCollection(folder) is { } known) return known;
        return update ? null : throw new UsageException($"'{scope}' is not indexed yet; leave out --no-update, or run: search index '{scope}'");
    }

    private static async Task<string> DescribeMissingAsync(KnowledgeBase knowledge, string scope, CancellationToken cancellation)
    {
        IReadOnlyList<CollectionStatus> collections = (await knowledge.GetStatusAsync(cancellation)).Collections;
        return collections.Count == 0
            ? $"there is no folder '{scope}'; name one that exists"
            : $"there is no folder and no collection '{scope}'; name a folder that exists, or one of the collections: {string.Join(", ", collections.Select(collection => collection.Name))}";
    }

    private static async Task UpdateAsync(KnowledgeBase knowledge, string folder, Terminal terminal, CancellationToken cancellation)
    {
        try
        {
            IndexReport report = await terminal.WithProgressAsync(progress => knowledge.IndexAsync(folder, progress, cancellation));
            if (FolderPath.HasNoFiles(report)) terminal.WriteNotice($"'{folder}' holds no files to search");
        }
        catch (IndexException e) when (e is IndexLockedException or ReadOnlyIndexException)
        {
            terminal.WriteNotice($"{e.Message} Searching what is committed.");
        }
    }
}
