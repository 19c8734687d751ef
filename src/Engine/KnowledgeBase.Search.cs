using SearchEngine.Index;
using SearchEngine.Index.Contracts;
using SearchEngine.Index.Filters;
using SearchEngine.Search;
using SearchEngine.Telemetry;

namespace SearchEngine;

/// <content>Searching.</content>
public sealed partial class KnowledgeBase
{
    /// <summary>Finds documents.</summary>
    /// <param name="query">
    /// Words or a question. A <c>"phrase"</c> in quotation marks must occur as it is, and <c>-word</c> must not.
    /// </param>
    /// <param name="options">How many documents to find, where, and by which retrievers.</param>
    /// <param name="cancellationToken">Cancels between two stages.</param>
    /// <exception cref="ArgumentException">The query is empty, or there is no such collection.</exception>
    /// <exception cref="FilterException">The filter refers to a field or a collection that the index does not have.</exception>
    public async Task<SearchResults> QueryAsync(string query, QueryOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(query);
        using CallTracker.Call call = _calls.Begin();
        using Measurement measurement = Measurement.StartRetrieval(_options.IndexPath, query);
        Task<SearchResults> search = Task.Run(() => FindAsync(query, options ?? new QueryOptions(), cancellationToken), cancellationToken);
        SearchResults results = await measurement.WatchAsync(search).ConfigureAwait(false);
        measurement.RecordResults(results);
        return results;
    }

    private async Task<SearchResults> FindAsync(string query, QueryOptions options, CancellationToken cancellation)
    {
        if (_index.GetOrOpen() is not { } index) return SearchResults.CreateEmpty(query);
        try
        {
            return await SearchAsync(index, query, options, cancellation).ConfigureAwait(false);
        }
        catch (DamagedIndexException e)
        {
            return await SearchAsync(_index.Repair(index, e), query, options, cancellation).ConfigureAwait(false);
        }
    }

    private Task<SearchResults> SearchAsync(SearchIndex index, string query, QueryOptions options, CancellationToken cancellation)
    {
        index.Refresh();
        return new Searcher(index, _encoder.GetAsync, _reranker.GetAsync).SearchAsync(query, options, cancellation);
    }
}
