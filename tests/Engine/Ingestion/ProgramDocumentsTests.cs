using SearchEngine.Index.Contracts;
using SearchEngine.Ingestion;
using SearchEngine.Search;

namespace SearchEngine.Engine.Tests.Ingestion;

/// <summary>Documents that an application supplies.</summary>
public sealed class ProgramDocumentsTests : IDisposable
{
    private static readonly Document Bread = new("1", "Bread", "The sourdough rests overnight.");
    private static readonly Document Cheese = new("2", "Cheese", "Rennet curdles the milk.");

    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task Index_Documents_AreFoundUnderTheirPathAndTitle()
    {
        await using KnowledgeBase knowledge = await _workspace.OpenAsync();
        IndexReport report = await IndexAsync(knowledge, Bread, Cheese);
        SearchHit hit = Assert.Single((await WordsAsync(knowledge, "sourdough")).Hits);

        Assert.Equal((2, 2), (report.Indexed, report.Encoded));
        Assert.Equal(("food", "", "1", "Bread"), (hit.Collection, hit.Root, hit.Path, hit.Title));
        Assert.Equal(Bread.Text, Bread.Text[hit.Passages[0].Location.Start..hit.Passages[0].Location.End]);
        Assert.Equal(hit.Passages[0].Text, Bread.Text);
    }

    [Fact]
    public async Task Index_WordOfTheTitle_IsFound()
    {
        await using KnowledgeBase knowledge = await _workspace.OpenAsync();
        await IndexAsync(knowledge, Bread, Cheese);
        Assert.Equal("2", Assert.Single((await WordsAsync(knowledge, "cheese")).Hits).Path);
    }

    [Fact]
    public async Task Index_SameDocumentsAgain_EncodesNothing()
    {
        await using KnowledgeBase knowledge = await _workspace.OpenAsync();
        await IndexAsync(knowledge, Bread, Cheese);
        IndexReport report = await IndexAsync(knowledge, Cheese, Bread);
        Assert.Equal((0, 2, 0, 0), (report.Indexed, report.Unchanged, report.Removed, report.Encoded));
    }

    [Fact]
    public async Task Index_OneChangedOneMissing_UpdatesAndRemoves()
    {
        await using KnowledgeBase knowledge = await _workspace.OpenAsync();
        await IndexAsync(knowledge, Bread, Cheese);
        IndexReport report = await IndexAsync(knowledge, Cheese with { Text = "Whey is drained." });

        Assert.Equal((1, 0, 1, 1), (report.Indexed, report.Unchanged, report.Removed, report.Encoded));
        Assert.Empty((await WordsAsync(knowledge, "sourdough rennet")).Hits);
        Assert.Single((await WordsAsync(knowledge, "whey")).Hits);
    }

    [Fact]
    public async Task Index_EmptyText_IsADocumentWithoutPassages()
    {
        await using KnowledgeBase knowledge = await _workspace.OpenAsync();
        IndexReport report = await IndexAsync(knowledge, Bread, new Document("empty", "", ""));
        KnowledgeBaseStatus status = await knowledge.GetStatusAsync(Workspace.Token);
        Assert.Equal((2, 1), (report.Indexed, report.Encoded));
        Assert.Equal((2, 1, 1), (status.Indexed, status.Passages, status.Encoded));
    }

    [Fact]
    public async Task Index_NameOfAFoldersCollection_IsRefused()
    {
        _workspace.WritePages(1);
        await using KnowledgeBase knowledge = await _workspace.OpenAsync();
        await knowledge.IndexAsync(_workspace.Documents, cancellationToken: Workspace.Token);
        IndexException refused = await Assert.ThrowsAnyAsync<IndexException>(
            () => knowledge.IndexAsync("docs", new[] { Bread }.ToAsyncEnumerable(), cancellationToken: Workspace.Token));
        Assert.Contains("docs", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Index_SourceThrows_RethrowsAndReleasesTheLock()
    {
        await using KnowledgeBase knowledge = await _workspace.OpenAsync();
        await Assert.ThrowsAsync<InvalidDataException>(() => knowledge.IndexAsync("food", Failing(), cancellationToken: Workspace.Token));
        Assert.Equal(1, (await IndexAsync(knowledge, Cheese)).Indexed);

        static async IAsyncEnumerable<Document> Failing()
        {
            await Task.Yield();
            yield return Bread;
            throw new InvalidDataException("the feed broke off");
        }
    }

    private static Task<IndexReport> IndexAsync(KnowledgeBase knowledge, params Document[] documents) =>
        knowledge.IndexAsync("food", documents.ToAsyncEnumerable(), cancellationToken: Workspace.Token);

    private static Task<SearchResults> WordsAsync(KnowledgeBase knowledge, string query) =>
        knowledge.QueryAsync(query, new QueryOptions { Mode = RetrievalMode.Lexical }, Workspace.Token);
}
