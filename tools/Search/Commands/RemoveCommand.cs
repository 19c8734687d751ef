using System.CommandLine;
using SearchEngine.Cli.Completion;
using SearchEngine.Cli.Help;
using SearchEngine.Cli.Output;

namespace SearchEngine.Cli.Commands;

/// <summary>The command <c>search remove</c>: removes collections and documents from the index, never the files themselves.</summary>
internal static class RemoveCommand
{
    public static Command Create(SharedOptions shared)
    {
        Argument<string[]> targets = new Argument<string[]>("WHAT")
        {
            Description = "A collection's name, an indexed folder, or a document",
            Arity = ArgumentArity.OneOrMore,
        }.WithCompletions(context =>
        [
            .. CompletionCandidates.Collections(shared.GetIndexPath(context.ParseResult)),
            .. CompletionCandidates.Folders(context),
        ]);
        Command command = new DocumentedCommand(
            "remove",
            "Remove collections or documents from the index",
            "Your files are not touched. Everything the index stores about the documents is removed, including their embeddings. "
            + "A document whose file is still in an indexed folder comes back with the next 'search index'; to keep it out, list it in a "
            + ".searchignore file in that folder.",
            new("search remove diary", "a whole collection"),
            new("search remove ~/notes", "the collection of a folder"),
            new("search remove notes/secret.md", "one document"))
        {
            targets,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using KnowledgeBase knowledge = await KnowledgeBase.OpenAsync(shared.GetKnowledgeBaseOptions(parsed), cancellation);
            IReadOnlyList<RemovedItemOutput> removed = await RemoveAsync(knowledge, parsed.GetRequiredValue(targets), cancellation);
            RemovedView.Show(removed, shared.GetFormat(parsed));
            return ExitCode.Success;
        });
        return command;
    }

    private static async Task<IReadOnlyList<RemovedItemOutput>> RemoveAsync(
        KnowledgeBase knowledge, string[] targets, CancellationToken cancellation)
    {
        // Every name is resolved before anything is removed.
        (string Collection, string? Path)[] found = [.. targets.Distinct().Select(target => Find(knowledge, target))];
        List<RemovedItemOutput> removed = [];
        foreach ((string collection, string? path) in found)
        {
            if (path is not null && await knowledge.RemoveAsync(collection, path, cancellation))
                removed.Add(new RemovedItemOutput(collection, path, 1));
            if (path is null && await knowledge.RemoveAsync(collection, cancellation) is { } documents)
                removed.Add(new RemovedItemOutput(collection, null, documents));
        }
        return removed;
    }

    private static (string Collection, string? Path) Find(KnowledgeBase knowledge, string target)
    {
        if (string.IsNullOrWhiteSpace(target))
            throw new UsageException("a name is empty; give a collection's name, an indexed folder or a document");
        if (knowledge.HasCollection(target)) return (target, null);
        if (knowledge.FindCollection(target) is { } collection) return (collection, null);
        return DocumentLookup.Find(knowledge, target) ?? throw new UsageException(
            $"the index has no collection, folder or document '{target}'; "
            + "'search status' lists its collections, 'search status --files' its documents");
    }
}
