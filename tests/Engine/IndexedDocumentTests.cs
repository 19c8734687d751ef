using SearchEngine.Index.Catalog;
using SearchEngine.Ingestion;
using SearchEngine.Search;

namespace SearchEngine.Engine.Tests;

public sealed class IndexedDocumentTests : IDisposable
{
    private const string Page = "---\ntitle: The oven\nowner: Ida\n---\n\n# Heat\n\nTurn it on at four.\n\n\n# Clean\n\nBrush the deck.\n";

    private static readonly QueryOptions Words = new() { Mode = RetrievalMode.Lexical };

    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task Get_IndexedFile_ReturnsItsTextAndPassages()
    {
        _workspace.Write("sub/oven.md", Page);
        await using KnowledgeBase knowledge = await IndexedAsync();

        IndexedDocument document = (await knowledge.GetAsync("docs", "sub/oven.md", Workspace.Token))!;

        Assert.Equal(
            (Page, "The oven", "Ida", _workspace.Documents), (document.Text, document.Title, document.Fields["owner"], document.Root));
        SearchResults results = await knowledge.QueryAsync("brush", Words, Workspace.Token);
        Passage passage = results.Hits[0].Passages[0];
        Assert.Equal(passage.Text, document.Text[passage.Location.Start..passage.Location.End]);
        IndexedPassage expected =
            new(passage.Heading, passage.Location.Place, passage.Location.Line, passage.Location.Start, passage.Location.End);
        Assert.Contains(expected, document.Passages);
    }

    [Fact]
    public async Task Get_UnknownDocumentCollectionOrNoIndex_IsNull()
    {
        await using KnowledgeBase empty = await _workspace.OpenAsync();
        Assert.Null(await empty.GetAsync("docs", "a.md", Workspace.Token));

        _workspace.Write("oven.md", Page);
        _workspace.Write("photo.bin", "\0");
        await using KnowledgeBase knowledge = await IndexedAsync();
        Assert.Null(await knowledge.GetAsync("docs", "other.md", Workspace.Token));
        Assert.Null(await knowledge.GetAsync("docs", "photo.bin", Workspace.Token));
        Assert.Null(await knowledge.GetAsync("other", "oven.md", Workspace.Token));
    }

    [Fact]
    public async Task FindDocuments_AnyReference_FindsTheDocument()
    {
        _workspace.Write("sub/oven.md", Page);
        await using KnowledgeBase knowledge = await IndexedAsync();

        string fullPath = Path.Combine(_workspace.Documents, "sub", "oven.md");
        string[] references = ["sub/oven.md", "docs/sub/oven.md", fullPath, Path.GetRelativePath(Environment.CurrentDirectory, fullPath)];

        Assert.All(references, reference => Assert.Equal([("docs", "sub/oven.md")], knowledge.FindDocuments(reference)));
        Assert.Empty(knowledge.FindDocuments("oven.md"));
        Assert.Empty(knowledge.FindDocuments(_workspace.Documents));
    }

    [Fact]
    public async Task GetFiles_SkippedFailedAndIndexed_HaveReasonAndPassages()
    {
        _workspace.Write("oven.md", Page);
        _workspace.Write("broken.txt", "a\0b");
        _workspace.Write(".hidden.md", "a");
        await using KnowledgeBase knowledge = await IndexedAsync();

        IReadOnlyList<DocumentReport> files = await knowledge.GetFilesAsync(cancellationToken: Workspace.Token);

        Assert.Equal(
            [
                (".hidden.md", DocumentStatus.Skipped, "hidden", 0),
                ("broken.txt", DocumentStatus.Failed, "it is a binary file: it contains NUL characters", 0),
                ("oven.md", DocumentStatus.Indexed, null, 1),
            ],
            files.Select(file => (file.Path, file.Status, file.Reason, file.Passages)));
        Assert.Empty(await knowledge.GetFilesAsync("other", Workspace.Token));
    }

    [Fact]
    public async Task Remove_Collection_RemovesItAndKeepsTheOther()
    {
        _workspace.Write("oven.md", Page);
        await using KnowledgeBase knowledge = await IndexedAsync();
        IAsyncEnumerable<Document> tickets = AsyncEnumerable.Repeat(new Document("1", "Till", "The till is stuck."), 1);
        await knowledge.IndexAsync("tickets", tickets, cancellationToken: Workspace.Token);

        Assert.Equal(1, await knowledge.RemoveAsync("docs", Workspace.Token));

        Assert.Empty((await knowledge.QueryAsync("brush", Words, Workspace.Token)).Hits);
        Assert.Single((await knowledge.QueryAsync("till", Words, Workspace.Token)).Hits);
        KnowledgeBaseStatus status = await knowledge.GetStatusAsync(Workspace.Token);
        Assert.Equal((1, 1, 1), (status.Indexed, status.Passages, status.Encoded));
        Assert.Equal(["tickets"], status.Collections.Select(collection => collection.Name));
        Assert.Null(await knowledge.RemoveAsync("docs", Workspace.Token));

        // Its embeddings were removed too, so it is encoded again.
        Assert.Equal(1, (await knowledge.IndexAsync(_workspace.Documents, cancellationToken: Workspace.Token)).Encoded);
    }

    [Fact]
    public async Task Remove_Document_IsNoLongerFound()
    {
        _workspace.Write("oven.md", Page);
        _workspace.WritePages(2);
        await using KnowledgeBase knowledge = await IndexedAsync();

        Assert.True(await knowledge.RemoveAsync("docs", "oven.md", Workspace.Token));
        Assert.False(await knowledge.RemoveAsync("docs", "oven.md", Workspace.Token));

        Assert.Empty((await knowledge.QueryAsync("brush", Words, Workspace.Token)).Hits);
        Assert.Equal(2, (await knowledge.GetStatusAsync(Workspace.Token)).Indexed);
    }

    private async Task<KnowledgeBase> IndexedAsync()
    {
        KnowledgeBase knowledge = await _workspace.OpenAsync();
        await knowledge.IndexAsync(_workspace.Documents, cancellationToken: Workspace.Token);
        return knowledge;
    }
}
