using SearchEngine.Reranker;

namespace SearchEngine.Models;

/// <summary>A knowledge base's re-ranker for applications. Loaded on first use.</summary>
internal sealed class RerankerService(SharedModel<IReranker> reranker) : IReranker
{
    public Task<RerankResults> RerankAsync(
        string query, IReadOnlyList<string> passages, RerankBudget budget = default, CancellationToken cancellationToken = default) =>
        reranker.UseAsync(loaded => loaded.RerankAsync(query, passages, budget, cancellationToken), cancellationToken);
}
