using Microsoft.SemanticKernel.Data;
using SearchEngine.Index.Filters;
using SearchEngine.Search;

namespace SearchEngine.SemanticKernel.TextSearch;

/// <summary>
/// A knowledge base as a text search of Semantic Kernel; each result is the best passage of a document. Also implements the obsolete
/// interface without a record type, which parts of the kernel still require.
/// </summary>
/// <remarks>
/// A filter compares <see cref="FoundPassage.Collection"/> or <see cref="FoundPassage.Path"/> by <c>==</c>, <c>!=</c>, <c>StartsWith</c>,
/// <c>EndsWith</c> or <c>Contains</c>, and joins comparisons by <c>&amp;&amp;</c>.
/// </remarks>
#pragma warning disable CS0618 // Obsolete, but TextSearchProvider requires it.
public sealed class KnowledgeTextSearch : ITextSearch<FoundPassage>, ITextSearch
{
    private readonly KnowledgeBase _knowledge;
    private readonly QueryOptions _options;

    /// <summary>Creates a text search over a knowledge base.</summary>
    /// <param name="knowledge">The knowledge base; the caller disposes it.</param>
    /// <param name="options">The options of every search; each search sets the number of results and may set a filter.</param>
    public KnowledgeTextSearch(KnowledgeBase knowledge, QueryOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(knowledge);
        (_knowledge, _options) = (knowledge, options ?? new QueryOptions { Rerank = QueryOptions.AutoRerank });
    }

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">The filter has an unsupported expression; the message names it.</exception>
    public Task<KernelSearchResults<string>> SearchAsync(
        string query,
        TextSearchOptions<FoundPassage>? searchOptions = null,
        CancellationToken cancellationToken = default) =>
        FindAsync(query, searchOptions, passage => passage.Text, cancellationToken);

    /// <inheritdoc cref="SearchAsync(string, TextSearchOptions{FoundPassage}?, CancellationToken)"/>
    public Task<KernelSearchResults<TextSearchResult>> GetTextSearchResultsAsync(
        string query,
        TextSearchOptions<FoundPassage>? searchOptions = null,
        CancellationToken cancellationToken = default) =>
        FindAsync(query, searchOptions, ToResult, cancellationToken);

    /// <inheritdoc cref="SearchAsync(string, TextSearchOptions{FoundPassage}?, CancellationToken)"/>
    public Task<KernelSearchResults<FoundPassage>> GetSearchResultsAsync(
        string query,
        TextSearchOptions<FoundPassage>? searchOptions = null,
        CancellationToken cancellationToken = default) =>
        FindAsync(query, searchOptions, passage => passage, cancellationToken);

    Task<KernelSearchResults<string>> ITextSearch.SearchAsync(
        string query,
        TextSearchOptions? searchOptions,
        CancellationToken cancellationToken) =>
        FindAsync(query, searchOptions, passage => passage.Text, cancellationToken);

    Task<KernelSearchResults<TextSearchResult>> ITextSearch.GetTextSearchResultsAsync(
        string query,
        TextSearchOptions? searchOptions,
        CancellationToken cancellationToken) =>
        FindAsync(query, searchOptions, ToResult, cancellationToken);

    Task<KernelSearchResults<object>> ITextSearch.GetSearchResultsAsync(
        string query,
        TextSearchOptions? searchOptions,
        CancellationToken cancellationToken) =>
        FindAsync(query, searchOptions, object (passage) => passage, cancellationToken);

    private Task<KernelSearchResults<T>> FindAsync<T>(
        string query,
        TextSearchOptions<FoundPassage>? options,
        Func<FoundPassage, T> convert,
        CancellationToken cancellation)
    {
        options ??= new TextSearchOptions<FoundPassage>();
        string[] filters = options.Filter is { } filter ? PassageFilter.Translate(filter) : [];
        return FindAsync(query, options.Top, options.Skip, options.IncludeTotalCount, filters, convert, cancellation);
    }

    private Task<KernelSearchResults<T>> FindAsync<T>(
        string query,
        TextSearchOptions? options,
        Func<FoundPassage, T> convert,
        CancellationToken cancellation)
    {
        options ??= new TextSearchOptions();
        string[] filters = options.Filter is { } filter ? PassageFilter.Translate(filter) : [];
        return FindAsync(query, options.Top, options.Skip, options.IncludeTotalCount, filters, convert, cancellation);
    }

    private async Task<KernelSearchResults<T>> FindAsync<T>(
        string query,
        int top,
        int skip,
        bool includeTotalCount,
        string[] filters,
        Func<FoundPassage, T> convert,
        CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(skip);
        QueryOptions options = _options with
        {
            Take = top + skip,
            Filter = filters.Length > 0 ? SearchFilter.Parse(filters) : _options.Filter,
        };
        SearchResults results = await _knowledge.QueryAsync(query, options, cancellation).ConfigureAwait(false);
        T[] found = [.. results.Hits.Skip(skip).Select(hit => convert(ToPassage(hit)))];
        // A vector search has no total number of matches; the documents that were ranked are counted.
        return new KernelSearchResults<T>(found.ToAsyncEnumerable(), includeTotalCount ? results.Hits.Count : null);
    }

    private static TextSearchResult ToResult(FoundPassage passage) => new(passage.Text) { Name = passage.Title, Link = passage.Link };

    private static FoundPassage ToPassage(SearchHit hit)
    {
        Passage passage = hit.Passages[0];
        string link = Path.IsPathRooted(hit.Root)
            ? new Uri(Path.Combine(hit.Root, hit.Path)).AbsoluteUri
            : $"{hit.Collection}/{hit.Path}";
        return new FoundPassage(passage.Text, hit.Title, link, passage.Heading, passage.Location, hit.Score);
    }
}
