using System.CommandLine;
using SearchEngine.Cli.Completion;
using SearchEngine.Cli.Help;
using SearchEngine.Cli.Output;

namespace SearchEngine.Cli.Commands;

/// <summary>What <c>search remove</c> took out.</summary>
/// <param name="Collection">The collection.</param>
/// <param name="Path">The document; left out where the whole collection went.</param>
/// <param name="Documents">How many documents and other files it knew.</param>
internal sealed record RemovedItemOutput(string Collection, string? Path, int Documents);

/// <summary>What <c>search remove --json</c> gives.</summary>
internal sealed record RemoveOutput(IReadOnlyList<RemovedItemOutput> Removed);

/// <summary><c>search remove</c>: takes collections and documents out of the index; files are left alone.</summary>
internal static class RemoveCommand
{
    public static Command Create(SharedOptions shared)
    {
        Argument<string[]> targets = new Argument<string[]>("WHAT") { Description = "A collection's name, an indexed folder, or a document", Arity = ArgumentArity.OneOrMore }
            .WithCompletions(context => [.. CompletionCandidates.Collections(shared.GetIndexPath(context.ParseResult)), .. CompletionCandidates.Folders(context)]);
        Command command = new DocumentedCommand("remove", "Take collections or documents out of the index",
            "Nothing of your files is touched. What was made of the texts goes too, embeddings included. A document whose file is still in an indexed folder comes back with the next 'search index'; to keep it out, name it in a .searchignore file there.",
            new("search remove diary", "a collection and all that was made of it"),
            new("search remove ~/notes", "the collection of a folder"),
            new("search remove notes/secret.md", "a document")) { targets };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using KnowledgeBase knowledge = await KnowledgeBase.OpenAsync(shared.GetKnowledgeBaseOptions(parsed), cancellation);
            List<RemovedItemOutput> removed = [];
            // All names are looked up before anything goes.
            foreach ((string collection, string? path) in parsed.GetRequiredValue(targets).Distinct().Select(named => Find(knowledge, named)).ToArray())
            {
                if (path is not null && await knowledge.RemoveAsync(collection, path, cancellation)) removed.Add(new RemovedItemOutput(collection, path, 1));
                if (path is null && await knowledge.RemoveAsync(collection, cancellation) is { } documents) removed.Add(new RemovedItemOutput(collection, null, documents));
            }
            Show(removed, shared.GetFormat(parsed));
            return ExitCode.Success;
        });
        return command;
    }

    private static (string Collection, string? Path) Find(KnowledgeBase knowledge, string target)
    {
        if (string.IsNullOrWhiteSpace(target)) throw new UsageException("a name is empty; give a collection's name, an indexed folder or a document");
        if (knowledge.HasCollection(target)) return (target, null);
        if (knowledge.FindCollection(target) is { } collection) return (collection, null);
        return DocumentLookup.Find(knowledge, target)
            ?? throw new UsageException($"the index has no collection, folder or document '{target}'; 'search status' shows its collections, 'search status --files' its documents");
    }

    private static void Show(List<RemovedItemOutput> removed, OutputFormat format)
    {
        if (format == OutputFormat.Json) JsonOutput.Write(new RemoveOutput(removed));
        if (format == OutputFormat.JsonLines) JsonOutput.WriteLines(removed);
        if (format != OutputFormat.Text) return;
        foreach (RemovedItemOutput item in removed)
            Console.Out.WriteLine(PlainText.ToSingleLine(item.Path is null ? FormattableString.Invariant($"removed {item.Collection}: {item.Documents} files") : $"removed {item.Collection}/{item.Path}"));
    }
}
