using SearchEngine.Index.Catalog;
using SearchEngine.Index.Contracts;
using SearchEngine.Index.Files;

namespace SearchEngine.Index;

/// <summary>
/// An index folder: a catalog, and a lexical and a vector index that are derived from it. Changes are made to <see cref="Catalog"/>;
/// <see cref="Commit"/> brings the other two up to it. What is lost or damaged of them is made anew from the catalog, with nothing encoded again.
/// Safe for many threads.
/// </summary>
public sealed class SearchIndex : IDisposable
{
    private readonly string _folder;
    private readonly WriterLock? _lock;
    private readonly DerivedIndexes _derived;
    private readonly Lock _changeLock = new();
    private bool _disposed;

    private SearchIndex(string folder, WriterLock? writerLock, CatalogStore catalog, DerivedIndexFactory parts)
    {
        _folder = folder;
        _lock = writerLock;
        Catalog = catalog;
        Model = catalog.GetSetting(SettingTable.ModelName);
        _derived = new DerivedIndexes(folder, catalog.Identity, mayRebuild: writerLock is not null, parts);
    }

    /// <summary>What is indexed. What changes in it can be found after the next <see cref="Commit"/>.</summary>
    public CatalogStore Catalog { get; }

    /// <summary>Fingerprint of the model whose vectors are searched; null before <see cref="UseModel"/>.</summary>
    public string? Model { get; private set; }

    /// <summary>Whether there is something at <paramref name="folder"/> to open; an empty folder is nothing yet.</summary>
    /// <param name="folder">The index's folder.</param>
    public static bool Exists(string folder) => File.Exists(folder) || IndexFolder.HasContent(folder);

    /// <summary>Opens an index; for writing, makes it if it is not there and catches up what is derived.</summary>
    /// <param name="folder">The index's folder.</param>
    /// <param name="access">Whether to change it. One process at a time can.</param>
    /// <exception cref="IndexLockedException">Another process writes it.</exception>
    /// <exception cref="IndexException">The folder is not an index, or it is damaged or made by a newer version.</exception>
    public static SearchIndex Open(string folder, IndexAccess access) => Open(folder, access, DerivedIndexFactory.OnDisk);

    internal static SearchIndex Open(string folder, IndexAccess access, DerivedIndexFactory parts) => OfFiles(folder, () =>
    {
        folder = Path.GetFullPath(folder);
        IndexFolder.Prepare(folder, access);
        WriterLock? writerLock = access == IndexAccess.Write ? new WriterLock(folder) : null;
        CatalogStore? catalog = null;
        SearchIndex? index = null;
        try
        {
            catalog = new CatalogStore(folder, access);
            index = new SearchIndex(folder, writerLock, catalog, parts);
            if (access == IndexAccess.Write)
            {
                // Before anything is merged in the background: its files are not named yet either.
                OrphanedFiles.Delete(folder);
                index.Commit();
            }
            return index;
        }
        catch
        {
            index?._derived.Dispose();
            catalog?.Dispose();
            writerLock?.Dispose();
            throw;
        }
    });

    /// <summary>Says whose vectors to search from the next <see cref="Commit"/> on. Embeddings of other models stay in the catalog.</summary>
    /// <param name="fingerprint">The fingerprint that embeddings are stored under.</param>
    public void UseModel(string fingerprint)
    {
        lock (_changeLock)
        {
            if (Model == fingerprint) return;
            Catalog.SetSetting(SettingTable.ModelName, fingerprint);
            Model = fingerprint;
        }
    }

    /// <summary>Makes all changes to the catalog durable, and found by searches that begin afterwards, here and in other processes.</summary>
    /// <exception cref="IndexException">The disk is full and the like. The catalog keeps what it has; the next commit tries again.</exception>
    public void Commit() => ApplyChange(() =>
    {
        if (IsCurrent) return;

        // First, so that what is derived never knows of a change that a power cut took back.
        Catalog.Flush();
        CatchUp();
        Catalog.PurgeRemoved(_derived.GetGeneration(Model));
    });

    /// <summary>Looks for what another process has committed. Nothing to do for the process that writes.</summary>
    /// <exception cref="IndexException">A part of the index is damaged.</exception>
    public void Refresh()
    {
        if (_lock is not null) return;
        ApplyChange(() =>
        {
            Model = Catalog.GetSetting(SettingTable.ModelName);
            _derived.Refresh();
        });
    }

    /// <summary>The index as it was last committed, for as long as the caller holds it.</summary>
    /// <exception cref="IndexException">A part of the index is damaged.</exception>
    public IndexSnapshot Snapshot() => IndexSnapshot.Take(Catalog, _derived, Refresh);

    /// <inheritdoc cref="IndexSnapshot.SearchWords(string, int, ChunkFilter?)"/>
    public IReadOnlyList<Hit> SearchWords(string query, int count, ChunkFilter? filter = null) =>
        Search(snapshot => snapshot.SearchWords(query, count, filter), () => _derived.Lexical, _derived.RecreateLexical);

    /// <inheritdoc cref="IndexSnapshot.SearchVectors"/>
    public IReadOnlyList<Hit> SearchVectors(ReadOnlyMemory<float> query, int count, ChunkFilter? filter = null) =>
        Search(snapshot => snapshot.SearchVectors(query, count, filter), () => _derived.Vectors, _derived.RecreateVectors);

    /// <summary>Whether searches see all that the catalog holds, made as this version makes it.</summary>
    public bool IsCurrent => Catalog.OnSnapshot(snapshot => _derived.IsCurrent(snapshot, Model));

    /// <summary>Counts what there is and says how far searches see.</summary>
    public IndexStatus Status() =>
        new(Catalog.GetCounts(Model), Catalog.GetCollections(), Model, _derived.Lexical.Stamp.Generation, _derived.Vectors.Stamp.Generation);

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_changeLock)
        {
            if (_disposed) return;
            _disposed = true;
            _derived.Dispose();
            Catalog.Dispose();
            _lock?.Dispose();
        }
    }

    /// <summary>Damage, or that another search found it and replaced what this one used.</summary>
    private bool CanRebuild(Exception e) => _lock is not null && (e is DamagedIndexException or ObjectDisposedException);

    /// <summary>Searches a snapshot; where <paramref name="part"/> turns out to be damaged, it is made anew and searched again.</summary>
    private T Search<T>(Func<IndexSnapshot, T> search, Func<IDisposable> part, Action recreate)
    {
        IDisposable used = part();
        try
        {
            using IndexSnapshot snapshot = Snapshot();
            return search(snapshot);
        }
        catch (Exception e) when (CanRebuild(e))
        {
            Rebuild(() => part() == used, recreate);
            using IndexSnapshot snapshot = Snapshot();
            return search(snapshot);
        }
    }

    private void Rebuild(Func<bool> isStill, Action recreate) => ApplyChange(() =>
    {
        if (!isStill()) return;
        recreate();
        CatchUp();
    });

    private void CatchUp() => Catalog.OnSnapshot(snapshot =>
    {
        _derived.CatchUp(snapshot, Model);
        return true;
    });

    private void ApplyChange(Action work)
    {
        lock (_changeLock)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            OfFiles(_folder, () =>
            {
                work();
                return true;
            });
        }
    }

    /// <summary>Runs <paramref name="work"/>; what the operating system has against it is said in words of ours.</summary>
    internal static T OfFiles<T>(string folder, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IndexException($"{folder} cannot be read or written: {e.Message} Check the disk's free space and who may write there.", e);
        }
    }
}
