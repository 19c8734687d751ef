using SearchEngine.Documents.Formats;
using SearchEngine.Documents.Encodings;
using SearchEngine.Ingestion;
using SearchEngine.Reranker;
using SearchEngine.Search;

namespace SearchEngine.Engine.Tests;

/// <summary>Searches real files with the shipped model.</summary>
public sealed class KnowledgeBaseTests(IndexedSamples samples) : IClassFixture<IndexedSamples>
{
    [Theory]
    [InlineData("how do I ask for a refund", "customers/refunds.md")]
    [InlineData("time off for the birth of a child", "handbook/hours-and-holidays.md")]
    [InlineData("a guest cannot eat egg or soya", "bakery/allergens.md")]
    [InlineData("what went wrong with the freezer in november", "operations/review-freezer-november.md")]
    public async Task Query_Question_FindsTheDocumentThatAnswers(string question, string path)
    {
        SearchResults results = await QueryAsync(question);
        Assert.Equal(path, results.Hits[0].Path);
        Assert.Equal(("samples", samples.Documents), (results.Hits[0].Collection, results.Hits[0].Root));
    }

    [Fact]
    public async Task Query_NoWordInCommon_FindsByMeaning()
    {
        const string query = "furious dissatisfied shoppers";
        Assert.Empty((await QueryAsync(query, RetrievalMode.Lexical)).Hits);
        Assert.Equal("customers/complaints.md", (await QueryAsync(query)).Hits[0].Path);
    }

    [Theory]
    [InlineData("refund")]
    [InlineData("def plan the bake")]
    [InlineData("how long does the dough rest?")]
    public async Task Query_EverySpan_MatchesTheDocumentsTextAndLine(string query)
    {
        SearchResults results = await QueryAsync(query, RetrievalMode.Hybrid, take: 100);
        Assert.True(results.Hits.Count > 10);
        foreach (SearchHit hit in results.Hits)
        {
            string text = (await samples.Knowledge.GetAsync(hit.Collection, hit.Path, Workspace.Token))!.Text;
            if (Path.GetExtension(hit.Path) is ".md" or ".txt" or ".cs" or ".py")
                Assert.Equal(TextDecoder.Decode(await File.ReadAllBytesAsync(Path.Combine(hit.Root, hit.Path), Workspace.Token)), text);
            Assert.All(hit.Passages, passage =>
            {
                Assert.Equal(text[passage.Location.Start..passage.Location.End], passage.Text);
                Assert.Equal(text[..passage.Location.Start].Count(character => character == '\n') + 1, passage.Location.Line);
            });
        }
    }

    [Fact]
    public async Task Query_Take_ReturnsThatManyRankedByScore()
    {
        SearchResults few = await QueryAsync("flour", RetrievalMode.Hybrid, take: 3);
        SearchResults many = await QueryAsync("flour", RetrievalMode.Hybrid, take: 100);
        Assert.Equal([1, 2, 3], few.Hits.Select(hit => hit.Rank));
        Assert.Equal(few.Hits.Select(hit => hit.Path), many.Hits.Take(3).Select(hit => hit.Path));
        Assert.Equal(many.Hits.OrderByDescending(hit => hit.Score).Select(hit => hit.Path), many.Hits.Select(hit => hit.Path));
        Assert.All(many.Hits, hit => Assert.Equal(hit.Score, hit.Passages.Max(passage => passage.Explanation.Score)));
        Assert.Distinct(many.Hits.Select(hit => hit.Path));
    }

    [Fact]
    public async Task Query_OneRetriever_ReturnsItsRanking()
    {
        foreach (SearchHit hit in (await QueryAsync("refund", RetrievalMode.Lexical)).Hits)
        {
            Assert.All(hit.Passages.Select(passage => passage.Explanation), explanation =>
                Assert.Equal((explanation.Score, null), (explanation.Lexical!.Score, explanation.Dense)));
        }
        foreach (SearchHit hit in (await QueryAsync("refund", RetrievalMode.Dense)).Hits)
        {
            Assert.All(hit.Passages.Select(passage => passage.Explanation), explanation =>
                Assert.Equal((explanation.Score, null), (explanation.Dense!.Score, explanation.Lexical)));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n ")]
    public async Task Query_Empty_IsRefused(string query) => await Assert.ThrowsAsync<ArgumentException>(() => QueryAsync(query));

    [Fact]
    public async Task Query_UnknownCollection_IsNamedWithTheExistingOnes()
    {
        ArgumentException refused = await Assert.ThrowsAsync<ArgumentException>(() =>
            samples.Knowledge.QueryAsync("refund", new QueryOptions { Collections = ["smaples"] }, Workspace.Token));
        Assert.Contains("'smaples'", refused.Message, StringComparison.Ordinal);
        Assert.Contains("there are: samples", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Query_Cancelled_Throws() =>
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => samples.Knowledge.QueryAsync("refund", null, new CancellationToken(canceled: true)));

    [Fact]
    public async Task Query_ManyInParallel_ReturnTheSameAsAlone()
    {
        string[] questions = ["how do I ask for a refund", "sourdough", "who is on call", "expenses for travel"];
        List<string[]> alone = [];
        foreach (string question in questions) alone.Add(Paths(await QueryAsync(question)));
        SearchResults[] together = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => QueryAsync(questions[i % questions.Length])));
        for (int i = 0; i < together.Length; i++) Assert.Equal(alone[i % questions.Length], Paths(together[i]));
    }

    [Fact]
    public async Task Status_AfterIndexing_CountsFilesAndPassages()
    {
        KnowledgeBaseStatus status = await samples.Knowledge.GetStatusAsync(Workspace.Token);
        string[] all = Directory.GetFiles(samples.Documents, "*", SearchOption.AllDirectories);
        int files = all.Count(file => DocumentReaders.Default.FindReader(file) is not null);
        Assert.Equal((files, all.Length - files, 0), (status.Indexed, status.Skipped, status.Failed));
        Assert.True(status.Passages >= files);
        Assert.Equal(status.Passages, status.Encoded);
        Assert.Equal(("bge-small-en-v1.5", samples.Options.IndexPath), (status.Model, status.IndexPath));
        Assert.Equal([new CollectionStatus("samples", samples.Documents)], status.Collections);
    }

    [Fact]
    public async Task Index_SamplesAgain_ChangesNothing()
    {
        IndexReport report = await samples.Knowledge.IndexAsync(samples.Documents, cancellationToken: Workspace.Token);
        Assert.Equal((0, 0, 0), (report.Indexed, report.Removed, report.Encoded));
        Assert.True(report.Unchanged > 20);
        Assert.Empty(report.Failed);
    }

    [Fact]
    public void FindCollection_Folder_ReturnsItsNameOrNull()
    {
        Assert.Equal("samples", samples.Knowledge.FindCollection(samples.Documents + Path.DirectorySeparatorChar));
        Assert.Null(samples.Knowledge.FindCollection(Path.Combine(samples.Documents, "bakery")));
        Assert.True(samples.Knowledge.HasCollection("samples"));
        Assert.False(samples.Knowledge.HasCollection("bakery"));
    }

    private Task<SearchResults> QueryAsync(string query, RetrievalMode mode = RetrievalMode.Hybrid, int take = 10) =>
        samples.Knowledge.QueryAsync(
            query, new QueryOptions { Mode = mode, Take = take, Rerank = new RerankBudget { MaxCandidates = 10 } }, Workspace.Token);

    private static string[] Paths(SearchResults results) => [.. results.Hits.Select(hit => hit.Path)];
}
