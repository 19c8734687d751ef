using SearchEngine.Index.Catalog;
using SearchEngine.Index.Checking;
using SearchEngine.Index.Contracts;
using SearchEngine.Index.Files;

namespace SearchEngine.Index;

/// <summary>
/// An index folder: a catalog, and a lexical and a vector index derived from it. Changes are made to <see
/// cref="Catalog"/>; <see cref="Commit"/> applies them to the derived indexes, and <see cref="Snapshot"/> is
/// searched. Thread-safe.
/// </summary>
/// <remarks>
/// Opening for writing rebuilds derived indexes that are missing or damaged from the catalog, without encoding
/// anything again. <see cref="IndexHandle"/> decides when to do so for searches, and <see cref="IndexDoctor"/> on
/// request.
/// </remarks>
internal sealed class SearchIndex : IDisposable
{
    private readonly string _folder;
    private readonly WriterLock? _lock;
    private readonly DerivedIndexes _derived;
    private readonly Lock _changeLock = new();
    private bool _disposed;

    private SearchIndex(string folder, WriterLock? writerLock, CatalogStore catalog, DerivedIndexFactory factory)
    {
        _folder = folder;
        _lock = writerLock;
        Catalog = catalog;
        Model = catalog.GetSetting(SettingTable.ModelName);
        _derived = new DerivedIndexes(folder, catalog.Identity, allowRebuild: writerLock is not null, factory);
    }

    /// <summary>The indexed documents. Changes to it can be found after the next <see cref="Commit"/>.</summary>
    public CatalogStore Catalog { get; }

    /// <summary>Fingerprint of the model whose vectors are searched; null before <see cref="UseModel"/>.</summary>
    public string? Model { get; private set; }

    /// <summary>Whether searches see everything in the catalog, as this version would derive it.</summary>
    public bool IsCurrent
    {
        get
        {
            using CatalogSnapshot snapshot = Catalog.OpenSnapshot();
            return _derived.IsCurrent(snapshot, Model);
        }
    }

    /// <summary>
    /// Returns whether there is something at <paramref name="folder"/> to open. An empty folder does not count.
    /// </summary>
    public static bool Exists(string folder) => File.Exists(folder) || IndexFolder.HasContent(folder);

    /// <summary>Opens an index. For writing, creates it if it does not exist, and catches up the derived indexes.</summary>
    /// <param name="folder">The index folder.</param>
    /// <param name="access">How to open it. Only one process at a time can write.</param>
    /// <exception cref="IndexLockedException">Another process has it open for writing.</exception>
    /// <exception cref="IndexException">The folder is not an index, is damaged, or was made by a newer version.</exception>
    public static SearchIndex Open(string folder, IndexAccess access) => Open(folder, access, DerivedIndexFactory.OnDisk);

    /// <inheritdoc cref="Open(string, IndexAccess)"/>
    public static SearchIndex Open(string folder, IndexAccess access, DerivedIndexFactory factory)
    {
        string path = Path.GetFullPath(folder);
        return RunTranslated(path, () => OpenCore(path, access, factory));
    }

    /// <summary>
    /// Selects the model whose vectors are searched from the next <see cref="Commit"/> on. Embeddings of other models
    /// stay in the catalog.
    /// </summary>
    /// <param name="fingerprint">The fingerprint under which embeddings are stored.</param>
    public void UseModel(string fingerprint)
    {
        lock (_changeLock)
        {
            if (Model == fingerprint) return;
            Catalog.SetSetting(SettingTable.ModelName, fingerprint);
            Model = fingerprint;
        }
    }

    /// <summary>
    /// Makes all changes to the catalog durable and visible to searches that begin afterwards, in this process and in
    /// others.
    /// </summary>
    /// <exception cref="IndexException">
    /// The disk is full and the like. The catalog keeps its changes; the next commit tries again.
    /// </exception>
    public void Commit() => ApplyChange(() =>
    {
        if (IsCurrent) return;

        // Flushed first, so that derived indexes never contain a change that a power cut undoes.
        Catalog.Flush();
        using (CatalogSnapshot snapshot = Catalog.OpenSnapshot()) _derived.CatchUp(snapshot, Model);
        Catalog.PurgeRemoved(_derived.GetGeneration(Model));
    });

    /// <summary>Loads what another process has committed. Does nothing in the process that writes.</summary>
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

    /// <summary>Returns the last committed state, which stays the same as long as the caller holds it.</summary>
    /// <exception cref="IndexException">A part of the index is damaged.</exception>
    public IndexSnapshot Snapshot() => IndexSnapshot.Take(Catalog, _derived, Refresh);

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

    private static SearchIndex OpenCore(string folder, IndexAccess access, DerivedIndexFactory factory)
    {
        IndexFolder.Prepare(folder, access);
        WriterLock? writerLock = access == IndexAccess.Write ? new WriterLock(folder) : null;
        CatalogStore? catalog = null;
        SearchIndex? index = null;
        try
        {
            catalog = new CatalogStore(folder, access);
            index = new SearchIndex(folder, writerLock, catalog, factory);
            if (writerLock is not null)
            {
                // Before any background merge, whose new files no commit refers to yet.
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
    }

    private void ApplyChange(Action work)
    {
        lock (_changeLock)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            RunTranslated(_folder, () =>
            {
                work();
                return true;
            });
        }
    }

    private static T RunTranslated<T>(string folder, Func<T> work) =>
        ErrorTranslation.Run(folder, work, database: IndexFolder.GetCatalogPath(folder));
}
