namespace SearchEngine.Reranker;

/// <summary>
/// Orders passages by how well they answer a query. Similar to the interface proposed for Microsoft.Extensions.DataRetrieval
/// (dotnet/extensions, pull request 7508), whose chunks have their text in <c>Content</c>.
/// </summary>
/// <example>
/// An adapter needs one call:
/// <code>
/// RerankResults results = await reranker.RerankAsync(query, [.. chunks.Select(chunk => chunk.Content)], cancellationToken: stop);
/// return results.Passages.Select(passage => chunks[passage.Index]);
/// </code>
/// </example>
public interface IReranker
{
    /// <summary>Orders passages by how well they answer a query.</summary>
    /// <param name="query">A question or keywords.</param>
    /// <param name="passages">The passages, most promising first: those that exceed the budget keep their order.</param>
    /// <param name="budget">The time or the number of passages to spend; unlimited by default.</param>
    /// <param name="cancellationToken">Checked between two runs of the model.</param>
    Task<RerankResults> RerankAsync(
        string query, IReadOnlyList<string> passages, RerankBudget budget = default, CancellationToken cancellationToken = default);
}
