using SearchEngine.Search;

namespace SearchEngine.Engine.Tests.Search;

/// <summary>Tests that an explanation adds up to the score that it explains.</summary>
public sealed class ExplanationTests : IDisposable
{
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task Query_Hybrid_ScoreIsTheWeightedSumOfNormalizedScores()
    {
        // Each document has one passage and all are returned, so that the complete lists can be derived from the results.
        _workspace.WritePages(30);
        _workspace.WritePage("bread.md", "Bread", "The sourdough rests overnight.");
        await using KnowledgeBase knowledge = await _workspace.OpenAsync();
        await knowledge.IndexAsync(_workspace.Documents, cancellationToken: Workspace.Token);

        PassageExplanation[] hybrid = await ExplainAsync(knowledge, RetrievalMode.Hybrid);
        double[] lexical = [.. (await ExplainAsync(knowledge, RetrievalMode.Lexical)).Select(explanation => explanation.Score)];
        // Scores of the second search, with the vector moved by feedback; for a question, words are not searched again.
        double[] dense = [.. hybrid.Select(explanation => explanation.Dense!).OrderBy(score => score.Rank).Select(score => score.Score)];

        Assert.Equal((31, 30, 31), (hybrid.Length, lexical.Length, dense.Length));
        Assert.Equal(
            lexical,
            hybrid.Select(e => e.Lexical).OfType<RetrieverScore>().OrderBy(score => score.Rank).Select(score => score.Score));
        Assert.Equal(dense.OrderDescending(), dense);
        Assert.Equal(Enumerable.Range(1, 30), hybrid.Select(e => e.Lexical).OfType<RetrieverScore>().Select(score => score.Rank).Order());
        // For a question: 1.2 times the relative margin between the best and the tenth lexical hit.
        double counts = Math.Clamp(1.2 * (1 - lexical[9] / lexical[0]), 0.2, 0.6);
        Assert.All(hybrid, explanation =>
        {
            double words = (explanation.Lexical?.Score ?? 0) / lexical[0];
            double meaning = (explanation.Dense!.Score - dense[^1]) / (dense[0] - dense[^1]);
            Assert.Equal(counts * words + (1 - counts) * meaning, explanation.Score, 1e-4);
        });
    }

    private static async Task<PassageExplanation[]> ExplainAsync(KnowledgeBase knowledge, RetrievalMode mode)
    {
        SearchResults results = await knowledge.QueryAsync(
            "which is number 7 of the ledger",
            new QueryOptions { Mode = mode, Take = 100, Rerank = null },
            Workspace.Token);
        return [.. results.Hits.Select(hit => Assert.Single(hit.Passages).Explanation)];
    }
}
