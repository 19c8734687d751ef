using SearchEngine.Index.Contracts;
using SearchEngine.Ingestion;
using SearchEngine.Search;

namespace SearchEngine.Engine.Tests.Ingestion;

public sealed class MovedFolderTests : IDisposable
{
    private readonly Workspace _workspace = new();

    public MovedFolderTests() => _workspace.WritePages(3);

    public void Dispose() => _workspace.Dispose();

    private Task<IndexReport> IndexAsync(KnowledgeBase knowledge, string folder, string? collection) =>
        knowledge.IndexAsync(folder, new IndexOptions { Collection = collection }, cancellationToken: Workspace.Token);

    [Fact]
    public async Task Index_MovedFolder_IsRecognizedByNameWithoutReadingOrEncoding()
    {
        await using KnowledgeBase knowledge = await _workspace.OpenAsync();
        await IndexAsync(knowledge, _workspace.Documents, "harbour");
        Directory.Move(_workspace.Documents, _workspace.At("moved"));

        IndexReport report = await IndexAsync(knowledge, _workspace.At("moved"), "harbour");

        Assert.Equal((0, 3, 0, 0), (report.Indexed, report.Unchanged, report.Removed, report.Encoded));
        SearchResults results = await knowledge.QueryAsync("harbour ledger", cancellationToken: Workspace.Token);
        Assert.All(results.Hits, hit => Assert.Equal(("harbour", _workspace.At("moved")), (hit.Collection, hit.Root)));
    }

    [Fact]
    public async Task Index_NameOfAnExistingFolder_IsRefused()
    {
        await using KnowledgeBase knowledge = await _workspace.OpenAsync();
        await IndexAsync(knowledge, _workspace.Documents, "harbour");
        Directory.CreateDirectory(_workspace.At("other"));
        File.WriteAllText(_workspace.At("other/page.md"), "# Other");

        IndexException refused = await Assert.ThrowsAsync<IndexException>(() => IndexAsync(knowledge, _workspace.At("other"), "harbour"));

        Assert.Contains(_workspace.Documents, refused.Message);
        Assert.Contains(_workspace.At("other"), refused.Message);
    }

    [Fact]
    public async Task Index_FolderUnderASecondName_IsRefused()
    {
        await using KnowledgeBase knowledge = await _workspace.OpenAsync();
        await IndexAsync(knowledge, _workspace.Documents, "harbour");

        Assert.Contains(
            "'harbour'", (await Assert.ThrowsAsync<IndexException>(() => IndexAsync(knowledge, _workspace.Documents, "port"))).Message);
        Assert.Equal(3, (await IndexAsync(knowledge, _workspace.Documents, null)).Unchanged);
    }
}
