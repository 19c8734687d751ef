using System.Numerics;

namespace SearchEngine.Index.Contracts;

/// <summary>An immutable set of chunk ids, stored as a bitmap: the chunks that a search may return.</summary>
internal sealed class ChunkFilter
{
    private readonly ulong[] _words;

    private ChunkFilter(ulong[] words)
    {
        _words = words;
        foreach (ulong word in words) Count += BitOperations.PopCount(word);
    }

    /// <summary>The number of chunks in the set.</summary>
    public int Count { get; }

    /// <summary>Creates a set from ids in any order; duplicates are ignored.</summary>
    /// <param name="chunkIds">Ids as the catalog assigns them: positive, and dense enough to spend one bit on each.</param>
    public static ChunkFilter FromIds(IEnumerable<long> chunkIds)
    {
        ulong[] words = [];
        foreach (long id in chunkIds)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(id, nameof(chunkIds));
            int word = checked((int)(id >> 6));
            if (word >= words.Length) Array.Resize(ref words, Math.Max(word + 1, words.Length * 2));
            words[word] |= 1UL << (int)(id & 63);
        }
        return new ChunkFilter(words);
    }

    /// <summary>Returns whether the set contains <paramref name="chunkId"/>.</summary>
    public bool Contains(long chunkId)
    {
        long word = chunkId >> 6;
        return (ulong)word < (ulong)_words.Length && (_words[word] >> (int)(chunkId & 63) & 1) != 0;
    }

    /// <summary>Returns the smallest id in the set that is at least <paramref name="chunkId"/>, or -1.</summary>
    public long FindNext(long chunkId)
    {
        if (chunkId < 0) chunkId = 0;
        long word = chunkId >> 6;
        if (word >= _words.Length) return -1;
        for (ulong bits = _words[word] & (ulong.MaxValue << (int)(chunkId & 63)); ; bits = _words[word])
        {
            if (bits != 0) return (word << 6) + BitOperations.TrailingZeroCount(bits);
            if (++word == _words.Length) return -1;
        }
    }

    /// <summary>Counts the ids from <paramref name="first"/> to <paramref name="last"/>, both inclusive.</summary>
    public int CountBetween(long first, long last)
    {
        first = Math.Max(first, 0);
        last = Math.Min(last, ((long)_words.Length << 6) - 1);
        if (first > last) return 0;
        (long low, long high) = (first >> 6, last >> 6);
        ulong head = ulong.MaxValue << (int)(first & 63), tail = ulong.MaxValue >> (int)(63 - (last & 63));
        if (low == high) return BitOperations.PopCount(_words[low] & head & tail);
        int count = BitOperations.PopCount(_words[low] & head) + BitOperations.PopCount(_words[high] & tail);
        for (long word = low + 1; word < high; word++) count += BitOperations.PopCount(_words[word]);
        return count;
    }

    /// <summary>Returns the intersection of two sets, where null means all chunks.</summary>
    public static ChunkFilter? Intersect(ChunkFilter? first, ChunkFilter? second) =>
        first is null || second is null ? first ?? second : first.And(second);

    /// <summary>Returns the intersection with another set.</summary>
    public ChunkFilter And(ChunkFilter other)
    {
        ulong[] words = new ulong[Math.Min(_words.Length, other._words.Length)];
        for (int i = 0; i < words.Length; i++) words[i] = _words[i] & other._words[i];
        return new ChunkFilter(words);
    }
}
