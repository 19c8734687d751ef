using SearchEngine.Index;
using SearchEngine.Index.Catalog;
using SearchEngine.Index.Contracts;
using SearchEngine.Models;

namespace SearchEngine.Ingestion;

/// <summary>
/// Brings an index up to date with a folder or a program's documents: what changed is read and written first, so that it can be found by
/// words, and encoded after. Where nothing changed, nothing is locked or written.
/// </summary>
internal sealed class Indexer(KnowledgeBaseOptions options, Func<Task<PassageEncoder>> encoder)
{
    private readonly FolderScan _scan = new(options.IndexPath);

    /// <summary>What decides how a file becomes passages, but for its content.</summary>
    private string Making => field ??= $"{options.Chunker.Version} readers={options.Readers.Version}";

    /// <summary>Whether the index lacks anything of the folder; told without locking it.</summary>
    public (bool UpToDate, int Unchanged) Compare(SearchIndex index, string root, IndexOptions how)
    {
        if (how.Verify || CollectionNames.OfRoot(root, index.Catalog.GetCollections()) is not { } collection) return (false, 0);
        if (how.Collection is not null && how.Collection != collection.Name) return (false, 0);
        FolderChanges changes = FolderChanges.Find(Known(index, collection), _scan.Files(root, LimitOf(index, collection, how)));
        if (!changes.None) return (false, 0);
        string model = PassageEncoder.Identify(options);
        return (index.Model == model && index.Catalog.GetUnembeddedChunks(model, 1).Count == 0, changes.Unchanged);
    }

    /// <summary>Whether there is no file to index; told without opening any.</summary>
    public bool IsEmpty(string root) => !_scan.Files(root, options.MaxFileSize).Any();

    /// <summary>What <see cref="IndexFolderAsync"/> would do.</summary>
    public IReadOnlyList<PlannedFile> Preview(SearchIndex? index, string root, IndexOptions how)
    {
        CollectionEntry? collection = index is null ? null : CollectionNames.OfRoot(root, index.Catalog.GetCollections());
        Dictionary<string, FileState> known = collection is null ? [] : Known(index!, collection);
        FoundFile[] files = [.. _scan.Files(root, collection is null ? how.MaxFileSize ?? options.MaxFileSize : LimitOf(index!, collection, how))];
        FolderChanges changes = FolderChanges.Find(known, files, how.Verify);
        HashSet<string> changed = [.. changes.Changed.Select(file => file.Path)];
        return
        [
            .. files.Select(file => new PlannedFile(
                file.Path, file.SkipReason is not null ? PlannedAction.Skip : changed.Contains(file.Path) ? PlannedAction.Index : PlannedAction.Keep, file.SkipReason, file.Size)),
            .. changes.Removed.Select(path => new PlannedFile(path, PlannedAction.Remove, null, known[path].Size)),
        ];
    }

    /// <param name="root">The folder.</param>
    /// <param name="how">How files are compared.</param>
    /// <param name="met">Fingerprint of the model that the index was last brought up to date with.</param>
    /// <param name="progress">Hears how far it is.</param>
    /// <param name="givesWay">Whether encoding is to be left for the next time; null for never.</param>
    /// <param name="cancellation">Ends it between two documents or passages.</param>
    public async Task<IndexReport> IndexFolderAsync(string root, IndexOptions how, string? met, IProgress<IndexProgress>? progress, Func<bool>? givesWay, CancellationToken cancellation)
    {
        (SearchIndex opened, Task<PassageEncoder> loading) = await OpenAsync(met, cancellation).ConfigureAwait(false);
        using SearchIndex index = opened;
        CollectionEntry collection = CollectionNames.Resolve(index.Catalog, root, how.Collection);
        Dictionary<string, FileState> known = Known(index, collection);
        long limit = LimitOf(index, collection, how);
        if (how.MaxFileSize is { } given) new CollectionSettings(index.Catalog, collection).MaxFileSize = given;
        BeginMaking(index, collection);
        FolderChanges changes = FolderChanges.Find(known, _scan.Files(root, limit), how.Verify);
        IndexStatistics tally = new(collection.Name, progress, changes.Changed.Count);

        using DocumentLoader preparer = new(options);
        await new IngestStage(index, collection.Id, options.Encoder.Threads).RunAsync(
            changes.Changed.ToAsyncEnumerable(), (file, token) => preparer.PrepareAsync(file, HashToKeep(known, file.Path), limit, token), tally.Count, cancellation).ConfigureAwait(false);
        int encoded = await FinishAsync(index, loading, collection, changes.Removed, progress, givesWay, cancellation).ConfigureAwait(false);
        return tally.Report(changes.Unchanged, changes.Removed.Count, encoded);
    }

    public async Task<IndexReport> IndexDocumentsAsync(
        string name, IAsyncEnumerable<Document> documents, string? met, IProgress<IndexProgress>? progress, CancellationToken cancellation)
    {
        (SearchIndex opened, Task<PassageEncoder> loading) = await OpenAsync(met, cancellation).ConfigureAwait(false);
        using SearchIndex index = opened;
        CollectionEntry collection = index.Catalog.GetOrAddCollection(name, "");
        Dictionary<string, FileState> known = Known(index, collection);
        BeginMaking(index, collection);
        HashSet<string> gone = [.. known.Keys];
        IndexStatistics tally = new(collection.Name, progress, 0);

        using DocumentLoader preparer = new(options);
        await new IngestStage(index, collection.Id, options.Encoder.Threads).RunAsync(
            documents, (document, _) => ValueTask.FromResult(preparer.Prepare(document, HashToKeep(known, document.Path))),
            file =>
            {
                gone.Remove(file.Path);
                tally.Count(file);
            },
            cancellation).ConfigureAwait(false);
        int encoded = await FinishAsync(index, loading, collection, gone, progress, null, cancellation).ConfigureAwait(false);
        return tally.Report(0, gone.Count, encoded);
    }

    private async Task<int> FinishAsync(
        SearchIndex index, Task<PassageEncoder> loading, CollectionEntry collection, IReadOnlyCollection<string> removed, IProgress<IndexProgress>? progress, Func<bool>? givesWay, CancellationToken cancellation)
    {
        foreach (string path in removed) index.Catalog.TryRemoveDocument(collection.Id, path);
        new CollectionSettings(index.Catalog, collection).Making = Making;
        PassageEncoder model = await loading.WaitAsync(cancellation).ConfigureAwait(false);
        index.UseModel(model.Fingerprint);
        return await new EmbeddingStage(index, model).RunAsync(progress, givesWay, cancellation).ConfigureAwait(false);
    }

    /// <summary>
    /// Opens the index for writing while the model loads. A model that the index has not met is waited for: one that cannot be used leaves the index as it was.
    /// </summary>
    /// <param name="met">Fingerprint of the model that the index was last brought up to date with.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    private async Task<(SearchIndex Index, Task<PassageEncoder> Loading)> OpenAsync(string? met, CancellationToken cancellation)
    {
        string model = PassageEncoder.Identify(options);
        Task<PassageEncoder> loading = encoder();
        if (model != met) await loading.WaitAsync(cancellation).ConfigureAwait(false);
        return (SearchIndex.Open(options.IndexPath, IndexAccess.Write), loading);
    }

    /// <summary>What the catalog knows of a collection; nothing where it was made by another chunker or with other readers, so that all of it is made anew.</summary>
    private Dictionary<string, FileState> Known(SearchIndex index, CollectionEntry collection)
    {
        bool sameMaking = new CollectionSettings(index.Catalog, collection).Making == Making;
        return index.Catalog.GetFileStates(collection.Id).ToDictionary(state => state.Path, state => sameMaking ? state : state with { Size = -1, ContentHash = "" });
    }

    /// <summary>
    /// Notes how a new collection is made, so that a run that is interrupted goes on where it stopped. A collection that was made otherwise is nobody's until all of it is made anew.
    /// </summary>
    private void BeginMaking(SearchIndex index, CollectionEntry collection)
    {
        CollectionSettings settings = new(index.Catalog, collection);
        if (settings.Making != Making) settings.Making = index.Catalog.GetFileStates(collection.Id).Count == 0 ? Making : null;
    }

    private long LimitOf(SearchIndex index, CollectionEntry collection, IndexOptions how) =>
        Math.Min(how.MaxFileSize ?? new CollectionSettings(index.Catalog, collection).MaxFileSize ?? options.MaxFileSize, FileSizes.MaxFileSize);

    private static string? HashToKeep(Dictionary<string, FileState> known, string path) =>
        known.TryGetValue(path, out FileState state) && state.Status == DocumentStatus.Indexed && state.ContentHash.Length > 0 ? state.ContentHash : null;
}
