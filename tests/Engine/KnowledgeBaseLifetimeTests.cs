using SearchEngine.Index.Contracts;
using SearchEngine.Ingestion;
using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Search;

namespace SearchEngine.Engine.Tests;

/// <summary>Opening and closing knowledge bases, and what persists between.</summary>
public sealed class KnowledgeBaseLifetimeTests : IDisposable
{
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task Open_NothingIndexedYet_FindsNothingAndCreatesNothing()
    {
        await using KnowledgeBase knowledge = await _workspace.OpenAsync();
        Assert.Empty((await knowledge.QueryAsync("anything", cancellationToken: Workspace.Token)).Hits);
        KnowledgeBaseStatus status = await knowledge.GetStatusAsync(Workspace.Token);
        Assert.Equal((0, 0, 0), (status.Indexed, status.Passages, status.Collections.Count));
        Assert.Null(knowledge.FindCollection(_workspace.Documents));
        Assert.False(Directory.Exists(_workspace.Options.IndexPath));
    }

    [Fact]
    public async Task Open_FolderOfOtherFiles_IsRefused()
    {
        _workspace.WritePages(1);
        IndexException refused = await Assert.ThrowsAsync<IndexException>(
            () => _workspace.OpenAsync(_workspace.Options with { IndexPath = _workspace.Documents }));
        Assert.Contains("not an index", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_BeforeAnotherIndexes_FindsItsDocuments()
    {
        _workspace.WritePages(3);
        await using KnowledgeBase early = await _workspace.OpenAsync();
        await _workspace.IndexAsync();
        Assert.Equal(3, (await early.QueryAsync("ledger", cancellationToken: Workspace.Token)).Hits.Count);
    }

    [Fact]
    public async Task Open_DerivedFoldersDeleted_FindsTheSameWithoutEncoding()
    {
        _workspace.WritePages(40);
        await _workspace.IndexAsync();
        Passage[] before = await AnswersAsync();
        Directory.Delete(Path.Combine(_workspace.Options.IndexPath, "lexical"), recursive: true);
        Directory.Delete(Path.Combine(_workspace.Options.IndexPath, "vectors"), recursive: true);

        Passage[] after = await AnswersAsync();

        Assert.Equal(40, before.Length);
        Assert.All(before, passage => Assert.True(passage.Explanation is { Lexical: not null, Dense: not null }));
        Assert.Equal(before, after);
        IndexReport report = await _workspace.IndexAsync();
        Assert.Equal((0, 40, 0), (report.Indexed, report.Unchanged, report.Encoded));
    }

    [Fact]
    public async Task Index_MissingModelFolder_SaysSoAndKeepsTheIndex()
    {
        _workspace.WritePages(3);
        KnowledgeBaseOptions broken = _workspace.Options with { ModelFolder = _workspace.At("nowhere") };
        CheckpointException refused = await Assert.ThrowsAsync<CheckpointException>(() => _workspace.IndexAsync(broken));
        Assert.Contains("nowhere", refused.Message, StringComparison.Ordinal);

        Assert.False(Directory.Exists(broken.IndexPath));

        await _workspace.IndexAsync();
        await using KnowledgeBase knowledge = await _workspace.OpenAsync(broken);
        QueryOptions words = new() { Mode = RetrievalMode.Lexical };
        Assert.Equal(3, (await knowledge.QueryAsync("ledger", words, Workspace.Token)).Hits.Count);
        await Assert.ThrowsAsync<CheckpointException>(() => knowledge.QueryAsync("ledger", cancellationToken: Workspace.Token));
    }

    [Fact]
    public async Task Query_NamedCollections_SearchesOnlyThose()
    {
        _workspace.WritePage("a.md", "Bread", "The sourdough rests overnight.");
        string elsewhere = _workspace.At(Path.Combine("elsewhere", "docs"));
        Directory.CreateDirectory(elsewhere);
        await File.WriteAllTextAsync(Path.Combine(elsewhere, "b.md"), "# Rye\n\nA sourdough of rye.\n", Workspace.Token);
        await using KnowledgeBase knowledge = await _workspace.OpenAsync();
        await knowledge.IndexAsync(_workspace.Documents, cancellationToken: Workspace.Token);
        await knowledge.IndexAsync(elsewhere, cancellationToken: Workspace.Token);

        Assert.Equal("docs-2", knowledge.FindCollection(elsewhere));
        Assert.Equal(["a.md", "b.md"], await PathsAsync([]));
        Assert.Equal(["a.md"], await PathsAsync(["docs"]));
        Assert.Equal(["b.md"], await PathsAsync(["docs-2"]));
        Assert.Equal(["a.md", "b.md"], await PathsAsync(["docs-2", "docs"]));
        Assert.Equal(["b.md"], await PathsAsync(["docs-2", "docs-2"]));

        async Task<IEnumerable<string>> PathsAsync(string[] collections)
        {
            SearchResults results = await knowledge.QueryAsync(
                "sourdough", new QueryOptions { Collections = collections }, Workspace.Token);
            return results.Hits.Select(hit => hit.Path).Order();
        }
    }

    private async Task<Passage[]> AnswersAsync()
    {
        await using KnowledgeBase knowledge = await _workspace.OpenAsync();
        SearchResults results = await knowledge.QueryAsync("the ledger of number 7", new QueryOptions { Take = 100 }, Workspace.Token);
        return [.. results.Hits.SelectMany(hit => hit.Passages)];
    }
}
