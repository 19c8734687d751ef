using SearchEngine.Index.Contracts;

namespace SearchEngine.Index;

/// <summary>
/// The index that a knowledge base searches: opened as soon as it exists, and repaired where possible. A derived
/// index that is missing, damaged or outdated is repaired before searching; if the folder cannot be written, what is
/// committed is searched.
/// </summary>
internal sealed class IndexHandle(string path) : IDisposable
{
    private readonly Lock _openLock = new();
    private readonly List<SearchIndex> _replaced = [];
    private SearchIndex? _index;
    private volatile string? _notice;

    /// <summary>A problem that the user should know about, with the way out; null if there is none.</summary>
    public string? Notice => _notice;

    /// <summary>
    /// Returns the index; null if nothing was ever indexed, or another process has only just begun to create it.
    /// </summary>
    public SearchIndex? GetOrOpen()
    {
        lock (_openLock) return _index ??= SearchIndex.Exists(path) ? Open() : null;
    }

    /// <summary>
    /// Repairs the index after a search found damage, and returns the repaired index. Searches that still use the
    /// damaged one keep it until this handle is disposed.
    /// </summary>
    /// <exception cref="IndexException">The index cannot be repaired now; the message says why.</exception>
    public SearchIndex Repair(SearchIndex damaged, DamagedIndexException damage)
    {
        lock (_openLock)
        {
            if (_index is { } other && other != damaged) return other;
            try
            {
                IndexDoctor.RepairDerived(path);
            }
            catch (IndexException e) when (e is IndexLockedException or ReadOnlyIndexException)
            {
                throw new IndexException($"{damage.Message} This is not possible right now: {e.Message}", damage);
            }
            _notice = $"{damage.Path} was damaged ({damage.Reason}) and was rebuilt from the catalog; check the disk";
            _replaced.Add(damaged);
            return _index = Open() ?? throw damage;
        }
    }

    public void Dispose()
    {
        _index?.Dispose();
        foreach (SearchIndex index in _replaced) index.Dispose();
    }

    private SearchIndex? Open() => TryOpenCurrent() ?? OpenAfterRepair();

    private SearchIndex? TryOpenCurrent()
    {
        try
        {
            SearchIndex index = SearchIndex.Open(path, IndexAccess.Read);
            if (index.IsCurrent) return index;
            index.Dispose();
        }
        catch (Exception e) when (IsRepairable(e))
        {
            // Opening for writing repairs it, or says what cannot be repaired.
        }
        return null;
    }

    private SearchIndex? OpenAfterRepair()
    {
        IndexException? obstacle = RepairByWriting();
        try
        {
            return SearchIndex.Open(path, IndexAccess.Read);
        }
        catch (UninitializedIndexException) when (obstacle is IndexLockedException)
        {
            return null;
        }
        catch (IndexException e) when (obstacle is not null && IsRepairable(e))
        {
            throw new IndexException($"{e.Message} This is not possible right now: {obstacle.Message}", e);
        }
    }

    /// <summary>
    /// Opens the index for writing, which rebuilds damaged derived indexes and catches them up. Returns what
    /// prevented it, or null.
    /// </summary>
    private IndexException? RepairByWriting()
    {
        try
        {
            SearchIndex.Open(path, IndexAccess.Write).Dispose();
            return null;
        }
        catch (IndexLockedException e)
        {
            // The writer catches it up; meanwhile what is committed can be searched.
            return e;
        }
        catch (IndexException e)
        {
            // The disk is read-only or full, or there is damage that opening for reading also finds.
            _notice = $"{e.Message} Until then, recent changes may not be found.";
            return e;
        }
    }

    private static bool IsRepairable(Exception e) => e is DamagedIndexException or UninitializedIndexException;
}
