using SearchEngine.Encoder;
using SearchEngine.Index;
using SearchEngine.Index.Catalog;

namespace SearchEngine.Indexing;

/// <summary>
/// Brings an index up to date with a folder or a program's documents: what changed is read and written first, so that it can be found by
/// words, and encoded after. Where nothing changed, nothing is locked or written.
/// </summary>
internal sealed class Indexer(KnowledgeBaseOptions options, Func<Task<TextEncoder>> encoder)
{
    private readonly FolderScan _scan = new(options.Readers, options.MaxFileSize, options.IndexPath);
    private readonly DocumentPreparer _preparer = new(options.Readers, options.Chunker);

    /// <summary>Whether the index lacks anything of the folder; told without locking it.</summary>
    public (bool UpToDate, int Unchanged) Compare(SearchIndex index, string root, IndexOptions how)
    {
        if (how.Verify || CollectionNames.OfRoot(root, index.Catalog.Collections()) is not { } collection) return (false, 0);
        if (how.Collection is not null && how.Collection != collection.Name) return (false, 0);
        FolderChanges changes = FolderChanges.Find(Known(index, collection), _scan.Files(root));
        if (!changes.None) return (false, 0);
        string model = TextEncoder.Identify(options.ModelFolder, options.Encoder);
        return (index.Model == model && index.Catalog.Pending(model, 1).Count == 0, changes.Unchanged);
    }

    /// <summary>Whether there is no file to index; told without opening any.</summary>
    public bool IsEmpty(string root) => !_scan.Files(root).Any();

    public async Task<IndexReport> IndexFolderAsync(string root, IndexOptions how, string? met, IProgress<IndexProgress>? progress, CancellationToken cancellation)
    {
        (SearchIndex opened, Task<TextEncoder> loading) = await OpenAsync(met, cancellation).ConfigureAwait(false);
        using SearchIndex index = opened;
        CollectionEntry collection = CollectionNames.Resolve(index.Catalog, root, how.Collection);
        Dictionary<string, FileState> known = Known(index, collection);
        BeginCutting(index, collection);
        FolderChanges changes = FolderChanges.Find(known, _scan.Files(root), how.Verify);
        IndexTally tally = new(progress, changes.Changed.Count);

        await new TextStage(index, collection.Id, options.Encoder.Threads).RunAsync(
            changes.Changed.ToAsyncEnumerable(), file => _preparer.Prepare(file, HashToKeep(known, file.Path)), tally.Count, cancellation).ConfigureAwait(false);
        int encoded = await FinishAsync(index, loading, collection, changes.Removed, progress, cancellation).ConfigureAwait(false);
        return tally.Report(changes.Unchanged, changes.Removed.Count, encoded);
    }

    public async Task<IndexReport> IndexDocumentsAsync(
        string name, IAsyncEnumerable<Document> documents, string? met, IProgress<IndexProgress>? progress, CancellationToken cancellation)
    {
        (SearchIndex opened, Task<TextEncoder> loading) = await OpenAsync(met, cancellation).ConfigureAwait(false);
        using SearchIndex index = opened;
        CollectionEntry collection = index.Catalog.GetOrAddCollection(name, "");
        Dictionary<string, FileState> known = Known(index, collection);
        BeginCutting(index, collection);
        HashSet<string> gone = [.. known.Keys];
        IndexTally tally = new(progress, 0);

        await new TextStage(index, collection.Id, options.Encoder.Threads).RunAsync(
            documents, document => _preparer.Prepare(document, HashToKeep(known, document.Path)),
            file =>
            {
                gone.Remove(file.Path);
                tally.Count(file);
            },
            cancellation).ConfigureAwait(false);
        int encoded = await FinishAsync(index, loading, collection, gone, progress, cancellation).ConfigureAwait(false);
        return tally.Report(0, gone.Count, encoded);
    }

    private async Task<int> FinishAsync(
        SearchIndex index, Task<TextEncoder> loading, CollectionEntry collection, IReadOnlyCollection<string> removed, IProgress<IndexProgress>? progress, CancellationToken cancellation)
    {
        foreach (string path in removed) index.Catalog.RemoveDocument(collection.Id, path);
        index.Catalog.SetSetting(ChunkerSetting(collection), options.Chunker.Version);
        TextEncoder model = await loading.WaitAsync(cancellation).ConfigureAwait(false);
        index.UseModel(model.Fingerprint);
        return await new EncodingStage(index, model).RunAsync(progress, cancellation).ConfigureAwait(false);
    }

    /// <summary>
    /// Opens the index for writing while the model loads. A model that the index has not met is waited for: one that cannot be used leaves the index as it was.
    /// </summary>
    /// <param name="met">Fingerprint of the model that the index was last brought up to date with.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    private async Task<(SearchIndex Index, Task<TextEncoder> Loading)> OpenAsync(string? met, CancellationToken cancellation)
    {
        string model = TextEncoder.Identify(options.ModelFolder, options.Encoder);
        Task<TextEncoder> loading = encoder();
        if (model != met) await loading.WaitAsync(cancellation).ConfigureAwait(false);
        return (SearchIndex.Open(options.IndexPath, IndexAccess.Write), loading);
    }

    /// <summary>What the catalog knows of a collection; nothing where it was cut by another chunker, so that all of it is cut anew.</summary>
    private Dictionary<string, FileState> Known(SearchIndex index, CollectionEntry collection)
    {
        bool sameChunker = index.Catalog.Setting(ChunkerSetting(collection)) == options.Chunker.Version;
        return index.Catalog.FileStates(collection.Id).ToDictionary(state => state.Path, state => sameChunker ? state : state with { Size = -1, ContentHash = "" });
    }

    /// <summary>
    /// Notes the chunker of a new collection, so that a run that is interrupted goes on where it stopped. A collection that another chunker
    /// cut is nobody's until all of it is cut anew.
    /// </summary>
    private void BeginCutting(SearchIndex index, CollectionEntry collection)
    {
        string setting = ChunkerSetting(collection);
        if (index.Catalog.Setting(setting) == options.Chunker.Version) return;
        index.Catalog.SetSetting(setting, index.Catalog.FileStates(collection.Id).Count == 0 ? options.Chunker.Version : null);
    }

    private static string? HashToKeep(Dictionary<string, FileState> known, string path) =>
        known.TryGetValue(path, out FileState state) && state.Status == DocumentStatus.Indexed && state.ContentHash.Length > 0 ? state.ContentHash : null;

    private static string ChunkerSetting(CollectionEntry collection) => $"chunker:{collection.Id}";
}
