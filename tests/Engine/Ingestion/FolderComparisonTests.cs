using SearchEngine.Engine.Tests.Models;
using SearchEngine.Index;
using SearchEngine.Index.Contracts;
using SearchEngine.Ingestion;
using SearchEngine.Models;

namespace SearchEngine.Engine.Tests.Ingestion;

/// <summary>A folder is scanned once, before the index is locked, and the comparison is used as long as it is valid.</summary>
public sealed class FolderComparisonTests : IDisposable
{
    private static readonly IndexOptions Options = new();

    private readonly Workspace _workspace = new();
    private readonly Indexer _indexer;

    public FolderComparisonTests()
    {
        KnowledgeBaseOptions options = _workspace.Options with { CustomEncoder = new StandInEncoder() };
        PassageEncoder encoder = PassageEncoder.Load(options.ToEncoderSettings());
        _indexer = new Indexer(options.ToIngestionSettings(), () => Task.FromResult(encoder));
        _workspace.WritePages(2);
    }

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task Index_NewFolder_DoesNotScanAgain()
    {
        FolderComparison comparison = _indexer.Compare(null, _workspace.Documents, Options);
        _workspace.WritePage("later.md", "Later", "Not in the comparison.");

        Assert.Equal((2, 0), await IndexAsync(comparison));
        Assert.Equal((1, 2), await IndexAsync(Compare()));
    }

    [Fact]
    public async Task Index_KnownFolder_DoesNotScanAgain()
    {
        await IndexAsync(Compare());
        _workspace.WritePage("new.md", "New", "In the comparison.");
        FolderComparison comparison = Compare();
        _workspace.WritePage("later.md", "Later", "Not in the comparison.");

        Assert.Equal((1, 2), await IndexAsync(comparison));
    }

    [Fact]
    public async Task Index_CatalogChangedMeanwhile_ScansAgain()
    {
        await IndexAsync(Compare());
        FolderComparison comparison = Compare();
        Remover.RemoveDocument(_workspace.Options.IndexPath, "docs", "page0.md");

        Assert.Equal((1, 1), await IndexAsync(comparison));
    }

    [Fact]
    public async Task Index_CollectionAddedMeanwhile_ScansAgain()
    {
        FolderComparison comparison = Compare();
        await IndexAsync(Compare());

        Assert.Equal((0, 2), await IndexAsync(comparison));
    }

    [Fact]
    public async Task Index_LimitChangedMeanwhile_ScansAgain()
    {
        await IndexAsync(Compare());
        FolderComparison comparison = Compare();
        using (SearchIndex index = SearchIndex.Open(_workspace.Options.IndexPath, IndexAccess.Write))
        {
            new CollectionSettings(index.Catalog, index.Catalog.GetCollections()[0]).MaxFileSize = 5;
        }

        Assert.Equal((0, 0), await IndexAsync(comparison));
    }

    [Fact]
    public async Task Index_FolderEmptiedBeforeScanningAgain_IsRefused()
    {
        FolderComparison comparison = Compare();
        await IndexAsync(Compare());
        Directory.Delete(_workspace.Documents, recursive: true);
        Directory.CreateDirectory(_workspace.Documents);

        await Assert.ThrowsAsync<EmptiedFolderException>(() => IndexAsync(comparison));
    }

    private FolderComparison Compare()
    {
        if (!SearchIndex.Exists(_workspace.Options.IndexPath)) return _indexer.Compare(null, _workspace.Documents, Options);
        using SearchIndex index = SearchIndex.Open(_workspace.Options.IndexPath, IndexAccess.Read);
        return _indexer.Compare(index, _workspace.Documents, Options);
    }

    private async Task<(int Indexed, int Unchanged)> IndexAsync(FolderComparison comparison)
    {
        IndexReport report = await _indexer.IndexFolderAsync(comparison, Options, null, null, null, Workspace.Token);
        return (report.Indexed, report.Unchanged);
    }
}
