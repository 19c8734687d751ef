using SearchEngine.Runtime.Graphs;
using SearchEngine.Runtime.Sessions;

namespace SearchEngine.Generator.Caching;

/// <summary>
/// A decoder's caches, one for each conversation that goes on at the same time; those beyond wait. A caller gets the cache that has read most of its prompt already.
/// </summary>
internal sealed class KeyValueCachePool(SharedSession session, DecoderShape shape, int capacity, int count) : IDisposable
{
    private readonly SemaphoreSlim _available = new(count, count);
    private readonly LinkedList<KeyValueCache> _idle = [];
    private int _createdCount;

    /// <summary>Waits for a cache.</summary>
    /// <param name="prompt">What is to be read.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task<Lease> RentAsync(ReadOnlyMemory<int> prompt, CancellationToken cancellation)
    {
        await _available.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            return new Lease(this, TakeOrCreate(prompt.Span));
        }
        catch
        {
            _available.Release();
            throw;
        }
    }

    /// <summary>Waits for the conversations under way.</summary>
    public void Dispose()
    {
        for (int i = 0; i < count; i++) _available.Wait();
        foreach (KeyValueCache cache in _idle) cache.Dispose();
        _available.Dispose();
    }

    private KeyValueCache TakeOrCreate(ReadOnlySpan<int> prompt)
    {
        lock (_idle)
        {
            // The first is the one that has waited longest.
            KeyValueCache? best = null;
            int shared = 0;
            foreach (KeyValueCache cache in _idle)
            {
                int common = cache.Tokens.CommonPrefixLength(prompt);
                if (common > shared) (best, shared) = (cache, common);
            }
            best ??= _createdCount < count ? null : _idle.First?.Value;
            if (best is not null)
            {
                _idle.Remove(best);
                return best;
            }
            _createdCount++;
        }
        return new KeyValueCache(session, shape, capacity);
    }

    private void Return(KeyValueCache cache)
    {
        lock (_idle) _idle.AddLast(cache);
        _available.Release();
    }

    /// <summary>A cache for the time of an answer.</summary>
    internal sealed class Lease(KeyValueCachePool pool, KeyValueCache cache) : IDisposable
    {
        public KeyValueCache Cache => cache;

        public void Dispose() => pool.Return(cache);
    }
}
