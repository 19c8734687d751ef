using System.Numerics;

namespace SearchEngine.Index;

/// <summary>A set of chunk ids as a bitmap: the chunks that a search may return. Immutable.</summary>
public sealed class ChunkFilter
{
    private readonly ulong[] _words;

    private ChunkFilter(ulong[] words)
    {
        _words = words;
        foreach (ulong word in words) Count += BitOperations.PopCount(word);
    }

    /// <summary>How many chunks are in the set.</summary>
    public int Count { get; }

    /// <summary>Makes a set of <paramref name="chunkIds"/>, in any order, repeated or not.</summary>
    /// <param name="chunkIds">Ids as the catalog gives them: positive, and dense enough for a bit each.</param>
    public static ChunkFilter Of(IEnumerable<long> chunkIds)
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

    /// <summary>Whether the set holds <paramref name="chunkId"/>.</summary>
    /// <param name="chunkId">The chunk's id.</param>
    public bool Contains(long chunkId)
    {
        long word = chunkId >> 6;
        return (ulong)word < (ulong)_words.Length && (_words[word] >> (int)(chunkId & 63) & 1) != 0;
    }

    /// <summary>The chunks that are in both sets.</summary>
    /// <param name="other">The other set.</param>
    public ChunkFilter And(ChunkFilter other)
    {
        ulong[] words = new ulong[Math.Min(_words.Length, other._words.Length)];
        for (int i = 0; i < words.Length; i++) words[i] = _words[i] & other._words[i];
        return new ChunkFilter(words);
    }
}
