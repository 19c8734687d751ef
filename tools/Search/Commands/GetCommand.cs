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
            await using KnowledgeBase knowledge = await KnowledgeBase.OpenAsync(shared.GetKnowledgeBaseOptions(parsed), cancellation);
            (IndexedDocument found, DocumentPart part) = await FindAsync(knowledge, parsed.GetRequiredValue(document), cancellation);
            if (shared.GetFormat(parsed) == OutputFormat.Text) DocumentView.Show(found, part, Console.Out, Console.IsOutputRedirected);
            else DocumentView.Write(found, part, shared.GetFormat(parsed));
            return ExitCode.Success;
        });
        return command;
    }

    /// <summary>The document that is named, and the part of it: a name may itself have a colon, so it is first taken whole.</summary>
    private static async Task<(IndexedDocument, DocumentPart)> FindAsync(KnowledgeBase knowledge, string reference, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(reference)) throw new UsageException("the document's name is empty; give a file's path, or a collection's name and the path in it");
        if (await TryFindAsync(knowledge, reference, cancellation) is { } whole) return (whole, DocumentPart.FromWholeDocument(whole));
        int colon = reference.LastIndexOf(':');
        if (colon > 0 && await TryFindAsync(knowledge, reference[..colon], cancellation) is { } document) return (document, DocumentPart.Parse(document, reference[(colon + 1)..]));
        throw new UsageException($"there is no document '{reference}' in the index; 'search status --files' lists those there are");
    }

    private static async Task<IndexedDocument?> TryFindAsync(KnowledgeBase knowledge, string reference, CancellationToken cancellation)
    {
        if (DocumentLookup.Find(knowledge, reference) is not var (collection, path)) return null;
        if (await knowledge.GetAsync(collection, path, cancellation) is { } document) return document;
        DocumentReport report = (await knowledge.GetFilesAsync(collection, cancellation)).First(file => file.Path == path);
        throw new UsageException($"'{reference}' has no text: it was {report.Status.ToString().ToLowerInvariant()} ({report.Reason})");
    }
}
