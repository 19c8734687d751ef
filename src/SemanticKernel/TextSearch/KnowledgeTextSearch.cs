using Microsoft.SemanticKernel.Data;
using SearchEngine.Index.Filters;
using SearchEngine.Search;

namespace SearchEngine.SemanticKernel.TextSearch;

/// <summary>
/// A knowledge base as the kernel's text search: one result a document, its best passage. Serves the interface without a record type too, as parts of the kernel still ask for that one alone; it is obsolete.
/// </summary>
/// <remarks>A filter compares <see cref="FoundPassage.Collection"/> or <see cref="FoundPassage.Path"/>: <c>==</c>, <c>!=</c>, <c>StartsWith</c>, <c>EndsWith</c>, <c>Contains</c>, and <c>&amp;&amp;</c> between those.</remarks>
#pragma warning disable CS0618 // Obsolete, and needed by TextSearchProvider all the same.
public sealed class KnowledgeTextSearch : ITextSearch<FoundPassage>, ITextSearch
{
    private readonly KnowledgeBase _knowledge;
    private readonly QueryOptions _options;

    /// <summary>Searches a knowledge base.</summary>
    /// <param name="knowledge">The knowledge base; it stays the caller's to dispose.</param>
    /// <param name="options">Where and how to search; how many results there are and what they are filtered by, each search says itself.</param>
    public KnowledgeTextSearch(KnowledgeBase knowledge, QueryOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(knowledge);
        (_knowledge, _options) = (knowledge, options ?? new QueryOptions { Rerank = QueryOptions.AutoRerank });
    }

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">The filter has an expression that cannot be searched by; the message names it.</exception>
    public Task<KernelSearchResults<string>> SearchAsync(string query, TextSearchOptions<FoundPassage>? searchOptions = null, CancellationToken cancellationToken = default) =>
        FindAsync(query, searchOptions, passage => passage.Text, cancellationToken);

    /// <inheritdoc cref="SearchAsync(string, TextSearchOptions{FoundPassage}?, CancellationToken)"/>
    public Task<KernelSearchResults<TextSearchResult>> GetTextSearchResultsAsync(string query, TextSearchOptions<FoundPassage>? searchOptions = null, CancellationToken cancellationToken = default) =>
        FindAsync(query, searchOptions, ToResult, cancellationToken);

    /// <inheritdoc cref="SearchAsync(string, TextSearchOptions{FoundPassage}?, CancellationToken)"/>
    public Task<KernelSearchResults<FoundPassage>> GetSearchResultsAsync(string query, TextSearchOptions<FoundPassage>? searchOptions = null, CancellationToken cancellationToken = default) =>
        FindAsync(query, searchOptions, passage => passage, cancellationToken);

    Task<KernelSearchResults<string>> ITextSearch.SearchAsync(string query, TextSearchOptions? searchOptions, CancellationToken cancellationToken) =>
        FindAsync(query, searchOptions, passage => passage.Text, cancellationToken);

    Task<KernelSearchResults<TextSearchResult>> ITextSearch.GetTextSearchResultsAsync(string query, TextSearchOptions? searchOptions, CancellationToken cancellationToken) =>
        FindAsync(query, searchOptions, ToResult, cancellationToken);

    Task<KernelSearchResults<object>> ITextSearch.GetSearchResultsAsync(string query, TextSearchOptions? searchOptions, CancellationToken cancellationToken) =>
        FindAsync(query, searchOptions, object (passage) => passage, cancellationToken);

    private Task<KernelSearchResults<T>> FindAsync<T>(string query, TextSearchOptions<FoundPassage>? options, Func<FoundPassage, T> shape, CancellationToken cancellation)
    {
        options ??= new TextSearchOptions<FoundPassage>();
        return FindAsync(query, options.Top, options.Skip, options.IncludeTotalCount, options.Filter is { } filter ? PassageFilter.Translate(filter) : [], shape, cancellation);
    }

    private Task<KernelSearchResults<T>> FindAsync<T>(string query, TextSearchOptions? options, Func<FoundPassage, T> shape, CancellationToken cancellation)
    {
        options ??= new TextSearchOptions();
        return FindAsync(query, options.Top, options.Skip, options.IncludeTotalCount, options.Filter is { } filter ? PassageFilter.Translate(filter) : [], shape, cancellation);
    }

    private async Task<KernelSearchResults<T>> FindAsync<T>(string query, int top, int skip, bool count, string[] filters, Func<FoundPassage, T> shape, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(skip);
        QueryOptions options = _options with { Take = top + skip, Filter = filters.Length > 0 ? SearchFilter.Parse(filters) : _options.Filter };
        SearchResults results = await _knowledge.QueryAsync(query, options, cancellation).ConfigureAwait(false);
        T[] found = [.. results.Hits.Skip(skip).Select(hit => shape(ToPassage(hit)))];
        // How many documents have anything to do with a query is not known: those that are close enough to be ranked are counted.
        return new KernelSearchResults<T>(found.ToAsyncEnumerable(), count ? results.Hits.Count : null);
    }

    private static TextSearchResult ToResult(FoundPassage passage) => new(passage.Text) { Name = passage.Title, Link = passage.Link };

    private static FoundPassage ToPassage(SearchHit hit)
    {
        Passage passage = hit.Passages[0];
        string link = Path.IsPathRooted(hit.Root) ? new Uri(Path.Combine(hit.Root, hit.Path)).AbsoluteUri : $"{hit.Collection}/{hit.Path}";
        return new FoundPassage(passage.Text, hit.Title, link, hit.Collection, hit.Path, passage.Heading, passage.Place, passage.Line, passage.Start, passage.End, hit.Score);
    }
}
