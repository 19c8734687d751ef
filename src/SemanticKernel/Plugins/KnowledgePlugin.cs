using System.ComponentModel;
using Microsoft.SemanticKernel;
using SearchEngine.Answers;
using SearchEngine.Search;

namespace SearchEngine.SemanticKernel.Plugins;

/// <summary>
/// The functions that a model can call on a knowledge base. Invalid arguments are answered with a text that the model can act on, not with
/// an exception.
/// </summary>
internal sealed class KnowledgePlugin(KnowledgeBase knowledge)
{
    private const int MaxHits = 20, MaxCharacters = 8000, MaxEchoedLength = 200;

    private const string SearchDescription =
        "Searches the user's documents by words and by meaning. Gives numbered passages, each with the document it is from. Use it before "
        + "answering a question about the documents, and cite passages by their numbers, like [1].";

    private const string QueryDescription =
        "What to look for: a question, or words. \"A phrase\" in quotation marks must occur exactly, -word must not occur.";

    private const string AskDescription =
        "Answers a question from the user's documents in a sentence or two, with the quotations that support it, or says that the "
        + "documents do not answer it.";

    [KernelFunction("search")]
    [Description(SearchDescription)]
    [return: Description("Numbered passages, best first, each under a line that names its document.")]
    public async Task<string> SearchAsync(
        [Description(QueryDescription)] string query,
        [Description("How many documents to give, 1 to 20.")] int count = 5,
        [Description("Name of the collection to search; leave it out to search all.")] string? collection = null,
        CancellationToken cancellationToken = default)
    {
        if (string.IsNullOrWhiteSpace(query)) return "The query is empty: say what to look for.";
        bool hasCollection = collection is { Length: > 0 };
        if (hasCollection && !knowledge.HasCollection(collection!))
        {
            return await DescribeUnknownCollectionAsync(collection!, cancellationToken).ConfigureAwait(false);
        }
        QueryOptions options = new()
        {
            Take = Math.Clamp(count, 1, MaxHits),
            Rerank = QueryOptions.AutoRerank,
            Collections = hasCollection ? [collection!] : [],
        };
        return CitedText.Format(await knowledge.QueryAsync(query, options, cancellationToken).ConfigureAwait(false));
    }

    [KernelFunction("ask")]
    [Description(AskDescription)]
    [return: Description("The answer with numbered marks, and what they stand for.")]
    public async Task<string> AskAsync(
        [Description("The question, as a whole sentence.")] string question,
        CancellationToken cancellationToken = default)
    {
        if (string.IsNullOrWhiteSpace(question)) return "The question is empty: ask something.";
        if (question.Length > AskOptions.MaxQuestionLength)
        {
            return $"The question has {question.Length} characters, but at most {AskOptions.MaxQuestionLength} are allowed: shorten it, or "
                + "use search, which takes any length.";
        }
        return CitedText.Format(await knowledge.AskAsync(question, cancellationToken: cancellationToken).ConfigureAwait(false));
    }

    [KernelFunction("get")]
    [Description("Gives the text of a document that search has named, from a line on. A long document comes in parts.")]
    [return: Description("The text, and where it goes on.")]
    public async Task<string> GetAsync(
        [Description("Name of the document as search gives it, such as guides/refunds.md.")] string document,
        [Description("The line to begin with, from 1.")] int line = 1,
        CancellationToken cancellationToken = default)
    {
        if (string.IsNullOrWhiteSpace(document)) return "The name of the document is empty: give one that search has named.";
        IReadOnlyList<(string Collection, string Path)> matches = knowledge.FindDocuments(document);
        if (matches.Count > 1)
        {
            string names = string.Join(", ", matches.Select(match => $"{match.Collection}/{match.Path}"));
            return $"Several documents have that name: {names}. Ask for one of them.";
        }
        IndexedDocument? found = matches.Count == 1
            ? await knowledge.GetAsync(matches[0].Collection, matches[0].Path, cancellationToken).ConfigureAwait(false)
            : null;
        return found is null
            ? $"There is no document '{Shorten(document)}'. Use search to find out what there is."
            : CitedText.Format(found, Math.Max(1, line), MaxCharacters);
    }

    private async Task<string> DescribeUnknownCollectionAsync(string collection, CancellationToken cancellation)
    {
        KnowledgeBaseStatus status = await knowledge.GetStatusAsync(cancellation).ConfigureAwait(false);
        string names = string.Join(", ", status.Collections.Select(existing => existing.Name));
        return $"There is no collection '{Shorten(collection)}'. There are: {names}.";
    }

    private static string Shorten(string name) => name.Length <= MaxEchoedLength ? name : name[..MaxEchoedLength] + "...";
}
