using System.CommandLine;
using SearchEngine.Cli.Help;
using SearchEngine.Cli.Output;
using SearchEngine.Ingestion;

namespace SearchEngine.Cli.Commands;

/// <summary>The command <c>search get DOC[:SPAN]</c>: shows the text of a document, or a part of it.</summary>
internal static class GetCommand
{
    public static Command Create(SharedOptions shared)
    {
        Argument<string> document = new("DOC[:SPAN]")
        {
            Description = "A document: a file's path, or a collection's name and a path in it. Optionally a part of it: a line (:12), "
                + "lines (:12-20), characters as in --json (:@120-480), or a place (:page 3)",
        };
        Command command = new DocumentedCommand(
            "get",
            "Show the text of a document as it was indexed",
            "Shows the text that passages are cut from; for a PDF or a Word document, the text that was read from it.",
            new("search get notes/oven.md", "the whole document"),
            new("search get notes/oven.md:12-20", "nine lines of it"),
            new("search get \"papers/ovens.pdf:page 3\"", "a page"),
            new("search get notes/oven.md:@120-480 --json", "a passage that a query returned, as JSON"))
        {
            document,
        };
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

    /// <summary>Finds a document and a part of it. A path may contain a colon, so the whole reference is tried as a path first.</summary>
    private static async Task<(IndexedDocument, DocumentPart)> FindAsync(
        KnowledgeBase knowledge, string reference, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(reference))
            throw new UsageException("the document's name is empty; give a file's path, or a collection's name and a path in it");
        if (await TryFindAsync(knowledge, reference, cancellation) is { } whole) return (whole, DocumentPart.FromWholeDocument(whole));

        int colon = reference.LastIndexOf(':');
        if (colon > 0 && await TryFindAsync(knowledge, reference[..colon], cancellation) is { } document)
            return (document, DocumentPart.Parse(document, reference[(colon + 1)..]));
        throw new UsageException($"there is no document '{reference}' in the index; 'search status --files' lists its documents");
    }

    private static async Task<IndexedDocument?> TryFindAsync(KnowledgeBase knowledge, string reference, CancellationToken cancellation)
    {
        if (DocumentLookup.Find(knowledge, reference) is not var (collection, path)) return null;
        if (await knowledge.GetAsync(collection, path, cancellation) is { } document) return document;
        DocumentReport report = (await knowledge.GetFilesAsync(collection, cancellation)).First(file => file.Path == path);
        string status = report.Status.ToString().ToLowerInvariant();
        throw new UsageException($"'{reference}' has no text in the index: it was {status} ({report.Reason})");
    }
}
