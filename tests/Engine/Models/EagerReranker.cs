using SearchEngine.Reranker;

namespace SearchEngine.Engine.Tests.Models;

/// <summary>Scores every passage as an answer, the shortest first.</summary>
internal sealed class EagerReranker : IReranker
{
    public int Calls { get; private set; }

    public Task<RerankResults> RerankAsync(
        string query, IReadOnlyList<string> passages, RerankBudget budget = default, CancellationToken cancellationToken = default)
    {
        Calls++;
        IEnumerable<RerankedPassage> ranked = passages.Index()
            .OrderBy(passage => passage.Item.Length)
            .Select(passage => new RerankedPassage(passage.Index, new PassageScore(4, 0.9f, null, null)));
        return Task.FromResult(new RerankResults([.. ranked], passages.Count));
    }
}
