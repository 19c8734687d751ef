using System.ComponentModel;
using Microsoft.SemanticKernel;
using SearchEngine.Answers;
using SearchEngine.Search;

namespace SearchEngine.SemanticKernel.Plugins;

/// <summary>What a model may do with a knowledge base. What it asks for wrongly it is told in words, as an answer that it can act on.</summary>
internal sealed class KnowledgePlugin(KnowledgeBase knowledge)
{
    private const int MaxHits = 20, MaxCharacters = 8000;

    [KernelFunction("search")]
    [Description("Searches the user's documents by words and by meaning. Gives numbered passages, each with the document it is from. Use it before answering a question about the documents, and cite passages by their numbers, like [1].")]
    [return: Description("Numbered passages, best first, each under a line that names its document.")]
    public async Task<string> SearchAsync(
        [Description("What to look for: a question, or words. \"A phrase\" in quotation marks must occur as it stands, -word must not occur.")] string query,
        [Description("How many documents to give, 1 to 20.")] int count = 5,
        [Description("Name of the collection to search; leave it out to search all.")] string? collection = null,
        CancellationToken cancellationToken = default)
    {
        if (string.IsNullOrWhiteSpace(query)) return "The query is empty: say what to look for.";
        if (collection is { Length: > 0 } && !knowledge.HasCollection(collection)) return await DescribeUnknownCollectionAsync(collection, cancellationToken).ConfigureAwait(false);
        QueryOptions options = new() { Take = Math.Clamp(count, 1, MaxHits), Rerank = QueryOptions.AutoRerank, Collections = collection is { Length: > 0 } ? [collection] : [] };
        return CitedText.Format(await knowledge.QueryAsync(query, options, cancellationToken).ConfigureAwait(false));
    }

    [KernelFunction("ask")]
    [Description("Answers a question from the user's documents in a sentence or two, with the quotations that bear it out, or says that the documents do not answer it.")]
    [return: Description("The answer with numbered marks, and what they stand for.")]
    public async Task<string> AskAsync([Description("The question, as a whole sentence.")] string question, CancellationToken cancellationToken = default) =>
        string.IsNullOrWhiteSpace(question) ? "The question is empty: ask something."
        : question.Length > AskOptions.MaxQuestionLength ? $"The question has {question.Length} characters, and at most {AskOptions.MaxQuestionLength} can be asked: ask more briefly, or use search, which takes any length."
        : CitedText.Format(await knowledge.AskAsync(question, cancellationToken: cancellationToken).ConfigureAwait(false));

    [KernelFunction("get")]
    [Description("Gives the text of a document that search has named, from a line on. A long document comes in parts.")]
    [return: Description("The text, and where it goes on.")]
    public async Task<string> GetAsync(
        [Description("Name of the document as search gives it, such as guides/refunds.md.")] string document,
        [Description("The line to begin with, from 1.")] int line = 1,
        CancellationToken cancellationToken = default)
    {
        if (string.IsNullOrWhiteSpace(document)) return "The name of the document is empty: give one that search has named.";
        IReadOnlyList<(string Collection, string Path)> named = knowledge.FindDocuments(document);
        if (named.Count > 1) return $"Several documents have that name: {string.Join(", ", named.Select(one => $"{one.Collection}/{one.Path}"))}. Ask for one of them.";
        return named.Count == 1 && await knowledge.GetAsync(named[0].Collection, named[0].Path, cancellationToken).ConfigureAwait(false) is { } found
            ? CitedText.Format(found, Math.Max(1, line), MaxCharacters)
            : $"There is no document '{Shorten(document)}'. Use search to find out what there is.";
    }

    private async Task<string> DescribeUnknownCollectionAsync(string collection, CancellationToken cancellation)
    {
        KnowledgeBaseStatus status = await knowledge.GetStatusAsync(cancellation).ConfigureAwait(false);
        return $"There is no collection '{Shorten(collection)}'. There are: {string.Join(", ", status.Collections.Select(known => known.Name))}.";
    }

    private static string Shorten(string name) => name.Length <= 200 ? name : name[..200] + "...";
}
