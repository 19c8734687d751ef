using SearchEngine.Runtime.Graphs;
using SearchEngine.Runtime.Sessions;

namespace SearchEngine.Generator.Caching;

/// <summary>
/// The caches of a decoder, one for each concurrent conversation; further callers wait. A caller gets the cache that already contains the
/// longest prefix of its prompt.
/// </summary>
internal sealed class KeyValueCachePool(SharedSession session, DecoderShape shape, int capacity, int count) : IDisposable
{
    private readonly SemaphoreSlim _available = new(count, count);
    private readonly LinkedList<KeyValueCache> _idle = [];
    private int _createdCount;

    /// <summary>Waits for a free cache.</summary>
    /// <param name="prompt">The prompt that will be read.</param>
    /// <param name="cancellation">Cancels the wait.</param>
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

    /// <summary>Waits for the conversations in progress.</summary>
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
            // The first is the least recently used.
            KeyValueCache? best = null;
            int longest = 0;
            foreach (KeyValueCache cache in _idle)
            {
                int common = cache.Tokens.CommonPrefixLength(prompt);
                if (common > longest) (best, longest) = (cache, common);
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

    /// <summary>A cache that is returned to the pool on disposal.</summary>
    internal sealed class Lease(KeyValueCachePool pool, KeyValueCache cache) : IDisposable
    {
        public KeyValueCache Cache => cache;

        public void Dispose() => pool.Return(cache);
    }
}
