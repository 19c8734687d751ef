using SearchEngine.Index;
using SearchEngine.Index.Catalog;
using SearchEngine.Index.Contracts;
using SearchEngine.Models;

namespace SearchEngine.Ingestion;

/// <summary>
/// Brings an index up to date with a folder or with documents of an application. Changed documents are read and stored first, which makes
/// them searchable by words, and embedded afterwards. If nothing changed, the index is neither locked nor written.
/// </summary>
internal sealed class Indexer(IngestionSettings settings, Func<Task<PassageEncoder>> getEncoder)
{
    private readonly FolderScan _scan = new(settings.IndexPath);

    /// <summary>Scans a folder and compares it with the index, without locking the index.</summary>
    /// <param name="index">The index; null if it does not exist yet.</param>
    /// <param name="root">The full path of the folder.</param>
    /// <param name="options">How files are compared.</param>
    /// <exception cref="EmptiedFolderException">
    /// The folder is empty, the index has files of it, and the options do not allow that.
    /// </exception>
    public FolderComparison Compare(SearchIndex? index, string root, IndexOptions options)
    {
        if (index is null) return Compare(null, null, null, root, options);
        // Read before anything else, so that a change made meanwhile is noticed under the lock.
        CatalogState state = CatalogState.Read(index.Catalog);
        return Compare(index.Catalog, state, CollectionNames.FindByRoot(root, index.Catalog.GetCollections()), root, options);
    }

    /// <summary>Returns whether the index has everything in the folder, or the folder is empty and was never indexed.</summary>
    public bool IsUpToDate(SearchIndex? index, FolderComparison comparison, IndexOptions options)
    {
        if (comparison.Collection is not { } collection) return comparison.Changes.IsEmpty;
        if (options.Verify || !comparison.Changes.IsEmpty) return false;
        if (options.Collection is { } name && name != collection.Name) return false;
        string model = PassageEncoder.ComputeFingerprint(settings.Encoder);
        return index!.Model == model && index.Catalog.GetUnembeddedChunks(model, 1).Count == 0;
    }

    /// <summary>Returns what <see cref="IndexFolderAsync"/> would do with each file.</summary>
    public IReadOnlyList<PlannedFile> Preview(SearchIndex? index, string root, IndexOptions options)
    {
        CollectionEntry? collection = index is null ? null : CollectionNames.FindByRoot(root, index.Catalog.GetCollections());
        Dictionary<string, FileState> stored = collection is null ? [] : GetStoredFiles(index!.Catalog, collection);
        FoundFile[] files = [.. _scan.EnumerateFiles(root, GetMaxFileSize(index?.Catalog, collection, options))];
        FolderChanges changes = FolderChanges.Find(stored, files, options.Verify);
        HashSet<FoundFile> changed = [.. changes.Changed];
        return
        [
            .. files.Select(file => new PlannedFile(file.Path, GetAction(file), file.SkipReason, file.Size)),
            .. changes.Removed.Select(path => new PlannedFile(path, PlannedAction.Remove, null, stored[path].Size)),
        ];

        PlannedAction GetAction(FoundFile file) =>
            file.SkipReason is not null ? PlannedAction.Skip : changed.Contains(file) ? PlannedAction.Index : PlannedAction.Keep;
    }

    /// <summary>Brings the index up to date with a folder.</summary>
    /// <param name="comparison">The folder's files, from <see cref="Compare(SearchIndex?, string, IndexOptions)"/>.</param>
    /// <param name="options">How files are compared.</param>
    /// <param name="knownModel">Fingerprint of the model that the index was last brought up to date with.</param>
    /// <param name="progress">Receives progress.</param>
    /// <param name="shouldYield">Whether to leave the remaining embedding to the next run; null to never do so.</param>
    /// <param name="cancellation">Cancels between two documents or passages.</param>
    public async Task<IndexReport> IndexFolderAsync(
        FolderComparison comparison,
        IndexOptions options,
        string? knownModel,
        IProgress<IndexProgress>? progress,
        Func<bool>? shouldYield,
        CancellationToken cancellation)
    {
        (SearchIndex opened, Task<PassageEncoder> loading) = await OpenAsync(knownModel, cancellation).ConfigureAwait(false);
        using SearchIndex index = opened;
        CatalogState state = CatalogState.Read(index.Catalog);
        CollectionEntry collection = CollectionNames.Resolve(index.Catalog, comparison.Root, options.Collection);
        if (!IsStillValid(comparison, index.Catalog, state, collection, options))
            comparison = Compare(index.Catalog, state, collection, comparison.Root, options);
        if (options.MaxFileSize is { } maxFileSize) new CollectionSettings(index.Catalog, collection).MaxFileSize = maxFileSize;
        BeginPipeline(index.Catalog, collection);
        FolderChanges changes = comparison.Changes;
        IndexStatistics statistics = new(collection.Name, progress, changes.Changed.Count);

        using DocumentLoader loader = new(settings);
        await new IngestStage(index, collection.Id, settings.Threads).RunAsync(
            changes.Changed.ToAsyncEnumerable(),
            (file, token) => loader.LoadAsync(file, GetStoredHash(comparison.Stored, file.Path), comparison.MaxFileSize, token),
            statistics.Add,
            cancellation).ConfigureAwait(false);
        CompletePipeline(index.Catalog, collection, changes.Removed);
        int encoded = await EmbedAsync(index, loading, progress, shouldYield, cancellation).ConfigureAwait(false);
        return statistics.CreateReport(changes.UnchangedCount, changes.Removed.Count, encoded);
    }

    /// <summary>Brings a collection up to date with documents of an application; its other documents are removed.</summary>
    public async Task<IndexReport> IndexDocumentsAsync(
        string name,
        IAsyncEnumerable<Document> documents,
        string? knownModel,
        IProgress<IndexProgress>? progress,
        CancellationToken cancellation)
    {
        (SearchIndex opened, Task<PassageEncoder> loading) = await OpenAsync(knownModel, cancellation).ConfigureAwait(false);
        using SearchIndex index = opened;
        CollectionEntry collection = index.Catalog.GetOrAddCollection(name, "");
        Dictionary<string, FileState> stored = GetStoredFiles(index.Catalog, collection);
        BeginPipeline(index.Catalog, collection);
        HashSet<string> removed = [.. stored.Keys];
        IndexStatistics statistics = new(collection.Name, progress, 0);

        using DocumentLoader loader = new(settings);
        await new IngestStage(index, collection.Id, settings.Threads).RunAsync(
            documents,
            (document, _) => ValueTask.FromResult(loader.Load(document, GetStoredHash(stored, document.Path))),
            document =>
            {
                removed.Remove(document.Path);
                statistics.Add(document);
            },
            cancellation).ConfigureAwait(false);
        CompletePipeline(index.Catalog, collection, removed);
        int encoded = await EmbedAsync(index, loading, progress, null, cancellation).ConfigureAwait(false);
        return statistics.CreateReport(0, removed.Count, encoded);
    }

    private FolderComparison Compare(
        CatalogStore? catalog, CatalogState? state, CollectionEntry? collection, string root, IndexOptions options)
    {
        Dictionary<string, FileState> stored = collection is null ? [] : GetStoredFiles(catalog!, collection);
        long maxFileSize = GetMaxFileSize(catalog, collection, options);
        FolderChanges changes = FolderChanges.Find(stored, _scan.EnumerateFiles(root, maxFileSize), options.Verify);
        if (changes.IsEmptied && !options.AllowEmpty) throw new EmptiedFolderException(root, stored.Count);
        return new FolderComparison
        {
            Root = root,
            Catalog = state,
            Collection = collection,
            IsSamePipeline = collection is not null && IsSamePipeline(catalog!, collection),
            MaxFileSize = maxFileSize,
            Stored = stored,
            Changes = changes,
        };
    }

    /// <summary>
    /// Returns whether a comparison made before locking still holds under the lock, so that the folder need not be scanned again.
    /// </summary>
    private bool IsStillValid(
        FolderComparison comparison, CatalogStore catalog, CatalogState state, CollectionEntry collection, IndexOptions options)
    {
        if (comparison.MaxFileSize != GetMaxFileSize(catalog, collection, options)) return false;
        if (comparison.Collection is not { } compared) return catalog.GetFileStates(collection.Id).Count == 0;
        return compared.Id == collection.Id
            && comparison.Catalog == state
            && comparison.IsSamePipeline == IsSamePipeline(catalog, collection);
    }

    /// <summary>
    /// Opens the index for writing while the model loads. A model that is new to the index is awaited first, so that one that cannot be
    /// loaded leaves the index unchanged.
    /// </summary>
    private async Task<(SearchIndex Index, Task<PassageEncoder> Loading)> OpenAsync(string? knownModel, CancellationToken cancellation)
    {
        string model = PassageEncoder.ComputeFingerprint(settings.Encoder);
        Task<PassageEncoder> loading = getEncoder();
        if (model != knownModel) await loading.WaitAsync(cancellation).ConfigureAwait(false);
        return (SearchIndex.Open(settings.IndexPath, IndexAccess.Write), loading);
    }

    private static async Task<int> EmbedAsync(
        SearchIndex index,
        Task<PassageEncoder> loading,
        IProgress<IndexProgress>? progress,
        Func<bool>? shouldYield,
        CancellationToken cancellation)
    {
        PassageEncoder encoder = await loading.WaitAsync(cancellation).ConfigureAwait(false);
        index.UseModel(encoder.Fingerprint);
        return await new EmbeddingStage(index, encoder).RunAsync(progress, shouldYield, cancellation).ConfigureAwait(false);
    }

    /// <summary>
    /// Returns the collection's files in the catalog. If they were indexed with other readers or another chunker, none of them counts as
    /// unchanged.
    /// </summary>
    private Dictionary<string, FileState> GetStoredFiles(CatalogStore catalog, CollectionEntry collection)
    {
        bool isSame = IsSamePipeline(catalog, collection);
        return catalog.GetFileStates(collection.Id)
            .ToDictionary(state => state.Path, state => isSame ? state : state with { Size = -1, ContentHash = "" });
    }

    private bool IsSamePipeline(CatalogStore catalog, CollectionEntry collection) =>
        new CollectionSettings(catalog, collection).PipelineVersion == settings.PipelineVersion;

    /// <summary>
    /// Records the pipeline of a new collection, so that an interrupted run continues where it stopped. If the pipeline changed, clears the
    /// version until re-indexing completes.
    /// </summary>
    private void BeginPipeline(CatalogStore catalog, CollectionEntry collection)
    {
        if (IsSamePipeline(catalog, collection)) return;
        bool isNew = catalog.GetFileStates(collection.Id).Count == 0;
        new CollectionSettings(catalog, collection).PipelineVersion = isNew ? settings.PipelineVersion : null;
    }

    /// <summary>Removes documents that no longer exist, and records that all others were indexed by the current pipeline.</summary>
    private void CompletePipeline(CatalogStore catalog, CollectionEntry collection, IEnumerable<string> removed)
    {
        foreach (string path in removed) catalog.TryRemoveDocument(collection.Id, path);
        new CollectionSettings(catalog, collection).PipelineVersion = settings.PipelineVersion;
    }

    private long GetMaxFileSize(CatalogStore? catalog, CollectionEntry? collection, IndexOptions options)
    {
        long? remembered = catalog is null || collection is null ? null : new CollectionSettings(catalog, collection).MaxFileSize;
        return Math.Min(options.MaxFileSize ?? remembered ?? settings.MaxFileSize, FileSizes.MaxFileSize);
    }

    private static string? GetStoredHash(Dictionary<string, FileState> stored, string path)
    {
        if (!stored.TryGetValue(path, out FileState state) || state.Status != DocumentStatus.Indexed) return null;
        return state.ContentHash.Length > 0 ? state.ContentHash : null;
    }
}
