namespace SearchEngine.Reranker;

/// <summary>
/// Orders passages by how well they answer a query. Shaped like the interface proposed for Microsoft.Extensions.DataRetrieval (dotnet/extensions, pull request 7508), whose
/// chunks carry their text in <c>Content</c>.
/// </summary>
/// <example>
/// An adapter is one line:
/// <code>(await reranker.RerankAsync(query, [.. chunks.Select(chunk => chunk.Content)], null, stop)).Passages.Select(passage => chunks[passage.Index])</code>
/// </example>
public interface IReranker
{
    /// <summary>Orders passages by how well they answer a query.</summary>
    /// <param name="query">A question, or words.</param>
    /// <param name="passages">The passages, the most promising first: where the budget ends, the rest is left as it is.</param>
    /// <param name="options">What may be spent; null for all that it takes.</param>
    /// <param name="cancellationToken">Heeded between two runs of the model.</param>
    Task<RerankResults> RerankAsync(string query, IReadOnlyList<string> passages, RerankOptions? options = null, CancellationToken cancellationToken = default);
}
