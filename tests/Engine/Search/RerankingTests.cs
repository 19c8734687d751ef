using SearchEngine.Reranker;
using SearchEngine.Search;

namespace SearchEngine.Engine.Tests.Search;

/// <summary>Tests re-ranking through the public API.</summary>
public sealed class RerankingTests : IDisposable
{
    private const string Question = "Who approves refunds?";

    private readonly Workspace _workspace = new();

    public RerankingTests()
    {
        _workspace.Write(
            "refunds.md",
            "# Refunds\n\nCustomers ask for refunds by mail. Refunds above 500 euros are approved by the finance lead, Maria Okafor. "
                + "Smaller ones are paid at once.");
        _workspace.Write("oven.md", "# Oven\n\nThe oven was approved by the inspector in May.");
        _workspace.Write("mail.md", "# Mail\n\nRefunds, refunds, refunds: most of our mail is about them.");
    }

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task Query_Question_MarksTheAnswerAndItsSentence()
    {
        SearchResults results = await AskAsync(new QueryOptions { Highlight = true });
        Passage passage = results.Hits[0].Passages[0];
        Assert.Equal("refunds.md", results.Hits[0].Path);
        Assert.Contains("Maria Okafor", passage.GetText(passage.Answer!.Value), StringComparison.Ordinal);
        Assert.Equal("Refunds above 500 euros are approved by the finance lead, Maria Okafor.", passage.GetText(passage.Sentence!.Value));
    }

    [Fact]
    public async Task Query_ByDefault_ScoresAllCandidatesAndExplainsThem()
    {
        SearchResults results = await AskAsync(new QueryOptions());
        RerankScore[] scores = [.. results.Hits.SelectMany(hit => hit.Passages).Select(passage => passage.Explanation.Rerank!)];
        Assert.Equal(results.Rerank!.Scored, scores.Length);
        Assert.Equal(Enumerable.Range(1, scores.Length), scores.Select(score => score.Rank).Order());
        Assert.Equal(
            scores.OrderBy(score => score.Rank).Select(score => score.Score),
            scores.Select(score => score.Score).OrderDescending());
        Assert.All(scores, score => Assert.InRange(score.Probability, 0, 1));
        Assert.InRange(results.Rerank.Weight, 0.01, 1);
        Assert.True(results.Timings.Rerank > 0);
    }

    [Fact]
    public async Task Query_BudgetOfOneCandidate_ScoresTheFirstAndKeepsTheRest()
    {
        SearchResults none = await AskAsync(new QueryOptions { Rerank = null });
        SearchResults one = await AskAsync(new QueryOptions { Rerank = new RerankBudget { MaxCandidates = 1 } });
        Assert.Null(none.Rerank);
        Assert.Equal(1, one.Rerank!.Scored);
        Assert.Equal(none.Hits.Select(hit => hit.Path), one.Hits.Select(hit => hit.Path));
        Assert.Equal(1, one.Hits.SelectMany(hit => hit.Passages).Count(passage => passage.Explanation.Rerank is not null));
    }

    [Theory]
    [InlineData(Question, 3)]
    [InlineData("refunds approved", 0)]
    public async Task Query_Question_ScoresTheSentencesOfTheBestThree(string query, int read)
    {
        SearchResults results = await AskAsync(new QueryOptions(), query);
        bool[] sentences = [.. results.GetPassagesByScore().Select(found => found.Passage.Explanation.Rerank!.Sentence is not null)];
        Assert.Equal([.. Enumerable.Repeat(true, read), .. Enumerable.Repeat(false, sentences.Length - read)], sentences);
    }

    [Theory]
    [InlineData(RetrievalMode.Lexical)]
    [InlineData(RetrievalMode.Dense)]
    public async Task Query_SingleRetriever_IsNotReranked(RetrievalMode mode) =>
        Assert.Null((await AskAsync(new QueryOptions { Mode = mode })).Rerank);

    [Fact]
    public async Task Query_RerankerMissing_NamesTheFolder()
    {
        await using KnowledgeBase knowledge = await KnowledgeBase.OpenAsync(
            _workspace.Options with { RerankerFolder = _workspace.Documents },
            Workspace.Token);
        await knowledge.IndexAsync(_workspace.Documents, cancellationToken: Workspace.Token);
        Exception refused = await Assert.ThrowsAnyAsync<Exception>(
            () => knowledge.QueryAsync(Question, cancellationToken: Workspace.Token));
        Assert.Contains("config.json", refused.Message, StringComparison.Ordinal);
        Assert.NotEmpty((await knowledge.QueryAsync(Question, new QueryOptions { Rerank = null }, Workspace.Token)).Hits);
    }

    private async Task<SearchResults> AskAsync(QueryOptions options, string query = Question)
    {
        await using KnowledgeBase knowledge = await _workspace.OpenAsync();
        await knowledge.IndexAsync(_workspace.Documents, cancellationToken: Workspace.Token);
        return await knowledge.QueryAsync(query, options, Workspace.Token);
    }
}
