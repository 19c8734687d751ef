using SearchEngine.Index;
using SearchEngine.Index.Contracts;
using SearchEngine.Ingestion;
using SearchEngine.Search;

namespace SearchEngine.Engine.Tests.Ingestion;

/// <summary>What a second run does about files that have changed since the first.</summary>
public sealed class FolderIndexingTests : IDisposable
{
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task Index_NewFolder_IsFoundByWordsAndByMeaning()
    {
        await using KnowledgeBase knowledge = await IndexedAsync();
        SearchResults words = await QueryAsync(knowledge, "sourdough", RetrievalMode.Lexical);
        SearchResults meaning = await QueryAsync(knowledge, "sourdough", RetrievalMode.Dense);
        Assert.Equal("bread.md", Assert.Single(words.Hits).Path);
        Assert.Equal(["bread.md", "cheese.md", "harbour.md"], meaning.Hits.Select(hit => hit.Path).Order());
        Assert.Equal(0, meaning.UnembeddedChunks);
    }

    [Fact]
    public async Task Index_NothingChanged_WritesNothingAndNeedsNoLock()
    {
        await using KnowledgeBase knowledge = await IndexedAsync();
        await IndexAsync(knowledge);
        using SearchIndex writer = SearchIndex.Open(_workspace.Options.IndexPath, IndexAccess.Write);
        string[] before = _workspace.IndexFiles();

        IndexReport report = await IndexAsync(knowledge);

        Assert.Equal((0, 3, 0, 0), (report.Indexed, report.Unchanged, report.Removed, report.Encoded));
        Assert.Equal(before, _workspace.IndexFiles());
    }

    [Fact]
    public async Task Index_ContentChanged_ReadsThatFileAndRemovesItsOldText()
    {
        await using KnowledgeBase knowledge = await IndexedAsync();
        _workspace.WritePage("bread.md", "Bread", "Rye, with caraway.");

        IndexReport report = await IndexAsync(knowledge);

        Assert.Equal((1, 2, 0, 1), (report.Indexed, report.Unchanged, report.Removed, report.Encoded));
        Assert.Empty((await QueryAsync(knowledge, "sourdough", RetrievalMode.Lexical)).Hits);
        Assert.Equal("bread.md", Assert.Single((await QueryAsync(knowledge, "caraway", RetrievalMode.Lexical)).Hits).Path);
    }

    [Fact]
    public async Task Index_SameSizeOtherTime_IsReadAgain()
    {
        await using KnowledgeBase knowledge = await IndexedAsync();
        string path = Path.Combine(_workspace.Documents, "bread.md");
        File.WriteAllText(
            path, File.ReadAllText(path).Replace("sourdough", "breadcrumb", StringComparison.Ordinal)[..(int)new FileInfo(path).Length]);
        File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddMinutes(5));

        Assert.Equal(1, (await IndexAsync(knowledge)).Indexed);
        Assert.Single((await QueryAsync(knowledge, "breadcrumb", RetrievalMode.Lexical)).Hits);
    }

    [Fact]
    public async Task Index_OnlyTouched_IsUnchangedAndNotReadAgain()
    {
        await using KnowledgeBase knowledge = await IndexedAsync();
        File.SetLastWriteTimeUtc(Path.Combine(_workspace.Documents, "bread.md"), DateTime.UtcNow.AddMinutes(5));

        IndexReport report = await IndexAsync(knowledge);
        string[] before = _workspace.IndexFiles();
        await IndexAsync(knowledge);

        Assert.Equal((0, 3, 0, 0), (report.Indexed, report.Unchanged, report.Removed, report.Encoded));
        Assert.Equal(before, _workspace.IndexFiles());
    }

    [Fact]
    public async Task Index_FileRemoved_IsNoLongerFound()
    {
        await using KnowledgeBase knowledge = await IndexedAsync();
        File.Delete(Path.Combine(_workspace.Documents, "bread.md"));

        IndexReport report = await IndexAsync(knowledge);

        Assert.Equal((0, 2, 1, 0), (report.Indexed, report.Unchanged, report.Removed, report.Encoded));
        Assert.Empty((await QueryAsync(knowledge, "sourdough", RetrievalMode.Lexical)).Hits);
        Assert.Equal(2, (await QueryAsync(knowledge, "sourdough", RetrievalMode.Dense)).Hits.Count);
    }

    [Fact]
    public async Task Index_FileRenamed_EncodesNothing()
    {
        await using KnowledgeBase knowledge = await IndexedAsync();
        Directory.CreateDirectory(Path.Combine(_workspace.Documents, "kitchen"));
        File.Move(Path.Combine(_workspace.Documents, "bread.md"), Path.Combine(_workspace.Documents, "kitchen", "loaf.md"));

        IndexReport report = await IndexAsync(knowledge);

        Assert.Equal((1, 2, 1, 0), (report.Indexed, report.Unchanged, report.Removed, report.Encoded));
        Assert.Equal("kitchen/loaf.md", (await QueryAsync(knowledge, "sourdough", RetrievalMode.Hybrid)).Hits[0].Path);
        Assert.Equal(3, (await QueryAsync(knowledge, "sourdough", RetrievalMode.Dense)).Hits.Count);
    }

    [Theory]
    [InlineData("till.cs", "kitchen/register.cs", "class Drawer\n{\n    int Coins;\n}\n")]
    [InlineData("minutes.txt", "old-minutes.txt", "We met on Monday and agreed on nothing.\n")]
    [InlineData("page.md", "leaf.md", "No heading names this page.\n")]
    public async Task Index_FileWithoutATitleRenamed_EncodesNothingAndIsFoundByItsNewName(string from, string to, string text)
    {
        await using KnowledgeBase knowledge = await IndexedAsync();
        _workspace.Write(from, text);
        await IndexAsync(knowledge);
        string target = Path.Combine(_workspace.Documents, to);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Move(Path.Combine(_workspace.Documents, from), target);

        IndexReport report = await IndexAsync(knowledge);

        Assert.Equal((1, 3, 1, 0), (report.Indexed, report.Unchanged, report.Removed, report.Encoded));
        SearchHit hit = Assert.Single((await QueryAsync(knowledge, Path.GetFileNameWithoutExtension(to), RetrievalMode.Lexical)).Hits);
        Assert.Equal((to, Path.GetFileName(to)), (hit.Path, hit.Title));
    }

    [Fact]
    public async Task Index_EditOfSameSizeAndTime_IsFoundByVerifying()
    {
        await using KnowledgeBase knowledge = await IndexedAsync();
        string path = Path.Combine(_workspace.Documents, "bread.md");
        DateTime modified = File.GetLastWriteTimeUtc(path);
        File.WriteAllText(path, File.ReadAllText(path).Replace("sourdough", "shortcake", StringComparison.Ordinal));
        File.SetLastWriteTimeUtc(path, modified);

        Assert.Equal((0, 3), await CountsAsync(new IndexOptions()));
        Assert.Equal((1, 2), await CountsAsync(new IndexOptions { Verify = true }));
        Assert.Equal((0, 3), await CountsAsync(new IndexOptions { Verify = true }));
        Assert.Single((await QueryAsync(knowledge, "shortcake", RetrievalMode.Lexical)).Hits);

        async Task<(int, int)> CountsAsync(IndexOptions options)
        {
            IndexReport report = await knowledge.IndexAsync(_workspace.Documents, options, cancellationToken: Workspace.Token);
            return (report.Indexed, report.Unchanged);
        }
    }

    [Fact]
    public async Task Index_FileCopied_EncodesNothingAndFindsOneOfThem()
    {
        await using KnowledgeBase knowledge = await IndexedAsync();
        File.Copy(Path.Combine(_workspace.Documents, "bread.md"), Path.Combine(_workspace.Documents, "copy.md"));

        IndexReport report = await IndexAsync(knowledge);

        Assert.Equal((1, 3, 0, 0), (report.Indexed, report.Unchanged, report.Removed, report.Encoded));
        Assert.Single((await QueryAsync(knowledge, "sourdough", RetrievalMode.Lexical)).Hits);
        Assert.Equal(3, (await QueryAsync(knowledge, "sourdough", RetrievalMode.Dense)).Hits.Count);
    }

    [Fact]
    public async Task Index_IndexInsideTheFolder_IsNotIndexed()
    {
        KnowledgeBaseOptions inside = _workspace.Options with { IndexPath = Path.Combine(_workspace.Documents, "kb.index") };
        _workspace.WritePages(2);
        await _workspace.IndexAsync(inside);

        IndexReport report = await _workspace.IndexAsync(inside);

        Assert.Equal((0, 2, 0, 0), (report.Indexed, report.Unchanged, report.Removed, report.Skipped));
    }

    [Fact]
    public async Task Index_MissingFolder_IsNamed()
    {
        await using KnowledgeBase knowledge = await _workspace.OpenAsync();
        DirectoryNotFoundException refused = await Assert.ThrowsAsync<DirectoryNotFoundException>(
            () => knowledge.IndexAsync(_workspace.At("nowhere"), cancellationToken: Workspace.Token));
        Assert.Contains("nowhere", refused.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_workspace.Options.IndexPath));
    }

    [Fact]
    public async Task Index_EmptyFolder_IsAnEmptyCollection()
    {
        await using KnowledgeBase knowledge = await _workspace.OpenAsync();
        IndexReport report = await IndexAsync(knowledge);
        Assert.Equal((0, 0, 0, 0), (report.Indexed, report.Unchanged, report.Removed, report.Encoded));
        Assert.Empty((await QueryAsync(knowledge, "anything", RetrievalMode.Hybrid)).Hits);
    }

    private async Task<KnowledgeBase> IndexedAsync()
    {
        _workspace.WritePage("bread.md", "Bread", "The sourdough rests overnight.");
        _workspace.WritePage("cheese.md", "Cheese", "Rennet curdles the milk.");
        _workspace.WritePage("harbour.md", "Harbour", "Boats come in with the tide.");
        KnowledgeBase knowledge = await _workspace.OpenAsync();
        IndexReport report = await IndexAsync(knowledge);
        Assert.Equal((3, 0, 0, 3), (report.Indexed, report.Unchanged, report.Removed, report.Encoded));
        return knowledge;
    }

    private Task<IndexReport> IndexAsync(KnowledgeBase knowledge) =>
        knowledge.IndexAsync(_workspace.Documents, cancellationToken: Workspace.Token);

    private static Task<SearchResults> QueryAsync(KnowledgeBase knowledge, string query, RetrievalMode mode) =>
        knowledge.QueryAsync(query, new QueryOptions { Mode = mode }, Workspace.Token);
}
