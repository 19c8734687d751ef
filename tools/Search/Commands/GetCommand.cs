using System.CommandLine;
using SearchEngine.Cli.Help;
using SearchEngine.Cli.Output;
using SearchEngine.Ingestion;

namespace SearchEngine.Cli.Commands;

/// <summary><c>search get DOC[:SPAN]</c>: the text of a document, or a part of it.</summary>
internal static class GetCommand
{
    public static Command Create(SharedOptions shared)
    {
        Argument<string> document = new("DOC[:SPAN]")
        {
            Description = "A document: a file's path, or a collection's name and the path in it. A part of it: a line (:12), lines (:12-20), characters as --json gives them (:@120-480), or a place (:page 3)",
        };
        Command command = new DocumentedCommand("get", "Show the text of a document as it was indexed",
            "The text that passages are cut from: of a PDF or a Word document, what was read of it.",
            new("search get notes/oven.md", "the whole document"),
            new("search get notes/oven.md:12-20", "nine lines of it"),
            new("search get \"papers/ovens.pdf:page 3\"", "a page"),
            new("search get notes/oven.md:@120-480 --json", "the passage that a query gave, for a program")) { document };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using KnowledgeBase knowledge = await KnowledgeBase.OpenAsync(shared.Read(parsed), cancellation);
            (IndexedDocument found, DocumentPart part) = await FindAsync(knowledge, parsed.GetRequiredValue(document), cancellation);
            if (shared.Format(parsed) == OutputFormat.Text) DocumentView.Show(found, part, Console.Out, Console.IsOutputRedirected);
            else DocumentView.Write(found, part, shared.Format(parsed));
            return ExitCode.Found;
        });
        return command;
    }

    /// <summary>The document that is named, and the part of it: a name may itself have a colon, so it is first taken whole.</summary>
    private static async Task<(IndexedDocument, DocumentPart)> FindAsync(KnowledgeBase knowledge, string named, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(named)) throw new UsageException("the document's name is empty; give a file's path, or a collection's name and the path in it");
        if (await TryFindAsync(knowledge, named, cancellation) is { } whole) return (whole, DocumentPart.Whole(whole));
        int colon = named.LastIndexOf(':');
        if (colon > 0 && await TryFindAsync(knowledge, named[..colon], cancellation) is { } document) return (document, DocumentPart.Parse(document, named[(colon + 1)..]));
        throw new UsageException($"there is no document '{named}' in the index; 'search status --files' lists those there are");
    }

    private static async Task<IndexedDocument?> TryFindAsync(KnowledgeBase knowledge, string named, CancellationToken cancellation)
    {
        if (NamedDocument.Find(knowledge, named) is not var (collection, path)) return null;
        if (await knowledge.GetAsync(collection, path, cancellation) is { } document) return document;
        DocumentReport report = (await knowledge.FilesAsync(collection, cancellation)).First(file => file.Path == path);
        throw new UsageException($"'{named}' has no text: it was {report.Status.ToString().ToLowerInvariant()} ({report.Reason})");
    }
}
