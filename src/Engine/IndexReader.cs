using SearchEngine.Index;
using SearchEngine.Index.Checking;
using SearchEngine.Index.Contracts;

namespace SearchEngine;

/// <summary>
/// The index that a knowledge base reads: opened when there is one, mended where it can be. Where it is of an older version, or what is derived from the catalog is missing, damaged or behind, that is
/// mended first; where it cannot be written, what is committed is searched.
/// </summary>
internal sealed class IndexHandle(string path) : IDisposable
{
    private readonly Lock _openLock = new();
    private readonly List<SearchIndex> _replaced = [];
    private SearchIndex? _index;
    private volatile string? _notice;

    /// <summary>What is not as it should be, with the way out; null where all is well.</summary>
    public string? Notice => _notice;

    /// <summary>The index; null while nothing was ever indexed, and where another process has only just begun to make it.</summary>
    public SearchIndex? GetOrOpen()
    {
        lock (_openLock) return _index ??= SearchIndex.Exists(path) ? Open() : null;
    }

    /// <summary>
    /// The index after a search met damage in it: once it is made anew from the catalog. Searches that still use the damaged one keep it until this is closed.
    /// </summary>
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
                throw new IndexException($"{damage.Message} It cannot be done now: {e.Message}", damage);
            }
            _notice = $"{damage.Path} was damaged ({damage.Reason}) and was made anew from the catalog; check the disk";
            _replaced.Add(damaged);
            return _index = Open() ?? throw damage;
        }
    }

    public void Dispose()
    {
        _index?.Dispose();
        foreach (SearchIndex index in _replaced) index.Dispose();
    }

    private SearchIndex? Open()
    {
        try
        {
            SearchIndex index = SearchIndex.Open(path, IndexAccess.Read);
            if (index.IsCurrent) return index;
            index.Dispose();
        }
        catch (Exception e) when (IsRepairable(e))
        {
            // Opening for writing mends it, or says what cannot be mended.
        }
        IndexException? hindrance = null;
        try
        {
            SearchIndex.Open(path, IndexAccess.Write).Dispose();
        }
        catch (IndexLockedException e)
        {
            // Whoever writes brings it up to date; what is committed can be searched meanwhile.
            hindrance = e;
        }
        catch (IndexException e)
        {
            // A read-only or a full disk, or damage, which reading meets too.
            hindrance = e;
            _notice = $"{e.Message} Not all that it holds can be found yet.";
        }
        try
        {
            return SearchIndex.Open(path, IndexAccess.Read);
        }
        catch (UninitializedIndexException e) when (e.IsEmpty && hindrance is IndexLockedException)
        {
            return null;
        }
        catch (IndexException e) when (hindrance is not null && IsRepairable(e))
        {
            throw new IndexException($"{e.Message} It cannot be done now: {hindrance.Message}", e);
        }
    }

    private static bool IsRepairable(Exception e) => e is DamagedIndexException or UninitializedIndexException;
}
