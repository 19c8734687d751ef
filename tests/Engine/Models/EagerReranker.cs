using SearchEngine.Reranker;

namespace SearchEngine.Engine.Tests.Models;

/// <summary>Finds that every passage answers, the shortest best.</summary>
internal sealed class EagerReranker : IReranker
{
    public int Calls { get; private set; }

    public Task<RerankResults> RerankAsync(string query, IReadOnlyList<string> passages, RerankOptions? options = null, CancellationToken cancellationToken = default)
    {
        Calls++;
        return Task.FromResult(new RerankResults([.. passages.Index().OrderBy(passage => passage.Item.Length).Select(passage => new RerankedPassage(passage.Index, new PassageScore(4, 0.9f, null, null)))], passages.Count));
    }
}
