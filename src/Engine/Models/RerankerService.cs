using SearchEngine.Reranker;

namespace SearchEngine.Models;

/// <summary>A knowledge base's re-ranker as others see it: loaded when it is first used, and not theirs to dispose of.</summary>
internal sealed class RerankerService(KnowledgeBase knowledge) : IReranker
{
    public Task<RerankResults> RerankAsync(string query, IReadOnlyList<string> passages, RerankOptions? options = null, CancellationToken cancellationToken = default) =>
        knowledge.WithRerankerAsync(reranker => reranker.RerankAsync(query, passages, options, cancellationToken), cancellationToken);
}
