using System.CommandLine;
using SearchEngine.Cli.Completion;
using SearchEngine.Cli.Output;
using SearchEngine.Index.Contracts;
using SearchEngine.Ingestion;

namespace SearchEngine.Cli;

/// <summary>The option <c>--in</c>: the folder or collection to search.</summary>
internal static class ScopeOption
{
    private const string DefaultDescription = "A folder (first indexed if it changed) or a collection's name";

    public static Option<string?> Create(SharedOptions shared, string description = DefaultDescription) =>
        new Option<string?>("--in") { Description = description, HelpName = "DIR|COLLECTION" }
            .WithCompletions(context =>
            [
                .. CompletionCandidates.Collections(shared.GetIndexPath(context.ParseResult)),
                .. CompletionCandidates.Folders(context),
            ]);

    /// <summary>
    /// Returns the collection that <paramref name="scope"/> names: that of a folder, which is indexed or updated first, or one by its
    /// name. Null for a folder without files.
    /// </summary>
    /// <exception cref="UsageException">No such folder or collection exists, or the folder is not indexed and may not be.</exception>
    public static async Task<string?> ResolveAsync(
        KnowledgeBase knowledge, string scope, bool update, Terminal terminal, CancellationToken cancellation)
    {
        if (!Directory.Exists(scope) && knowledge.HasCollection(scope)) return scope;
        if (!Path.Exists(scope)) throw new UsageException(await DescribeMissingAsync(knowledge, scope, cancellation));
        string folder = FolderPath.RequireExisting(scope);
        if (update) await UpdateAsync(knowledge, folder, terminal, cancellation);
        if (knowledge.FindCollection(folder) is { } collection) return collection;
        if (update) return null;
        throw new UsageException($"'{scope}' is not indexed yet; leave out --no-update, or run: search index '{scope}'");
    }

    private static async Task<string> DescribeMissingAsync(KnowledgeBase knowledge, string scope, CancellationToken cancellation)
    {
        IReadOnlyList<CollectionStatus> collections = (await knowledge.GetStatusAsync(cancellation)).Collections;
        if (collections.Count == 0) return $"there is no folder '{scope}'; name one that exists";
        string names = string.Join(", ", collections.Select(collection => collection.Name));
        return $"there is no folder and no collection '{scope}'; name a folder that exists, or one of the collections: {names}";
    }

    private static async Task UpdateAsync(KnowledgeBase knowledge, string folder, Terminal terminal, CancellationToken cancellation)
    {
        try
        {
            IndexReport report = await terminal.WithProgressAsync(progress => knowledge.IndexAsync(folder, progress, cancellation));
            if (FolderPath.HasNoFiles(report)) terminal.WriteNotice($"'{folder}' contains no files to search");
        }
        catch (IndexException e) when (e is IndexLockedException or ReadOnlyIndexException)
        {
            terminal.WriteNotice($"{e.Message} Searching the committed documents only.");
        }
    }
}
