using System.Numerics;

namespace SearchEngine.Index.Filters;

/// <summary>A set of document ids, stored as a bitmap.</summary>
internal sealed class DocumentSet
{
    /// <summary>The number of rows that can be skipped in the time that another query takes.</summary>
    private const int MaxGap = 16;

    private ulong[] _words = [];

    public static DocumentSet From(IEnumerable<long> ids)
    {
        DocumentSet set = new();
        foreach (long id in ids) set.Add(id);
        return set;
    }

    public int Count => _words.Sum(BitOperations.PopCount);

    public void Add(long id)
    {
        int word = checked((int)(id >> 6));
        if (word >= _words.Length) Array.Resize(ref _words, Math.Max(word + 1, _words.Length * 2));
        _words[word] |= 1UL << (int)(id & 63);
    }

    public bool Contains(long id) => id >> 6 < _words.Length && (_words[id >> 6] >> (int)(id & 63) & 1) != 0;

    public void IntersectWith(DocumentSet other)
    {
        for (int i = 0; i < _words.Length; i++) _words[i] &= i < other._words.Length ? other._words[i] : 0;
    }

    public void ExceptWith(DocumentSet other)
    {
        for (int i = 0; i < Math.Min(_words.Length, other._words.Length); i++) _words[i] &= ~other._words[i];
    }

    /// <summary>Enumerates ranges of ids that together contain all members and few other ids.</summary>
    public IEnumerable<DocumentRun> GetRuns()
    {
        DocumentRun? run = null;
        foreach (long id in GetIds())
        {
            if (run is { } open && id - open.Last <= MaxGap)
            {
                run = new DocumentRun(open.First, id, open.IsFull && id == open.Last + 1);
                continue;
            }
            if (run is { } ended) yield return ended;
            run = new DocumentRun(id, id, IsFull: true);
        }
        if (run is { } last) yield return last;
    }

    /// <summary>Enumerates the ids in ascending order.</summary>
    private IEnumerable<long> GetIds()
    {
        for (int i = 0; i < _words.Length; i++)
        {
            for (ulong word = _words[i]; word != 0; word &= word - 1) yield return ((long)i << 6) + BitOperations.TrailingZeroCount(word);
        }
    }
}

/// <summary>A range of ids.</summary>
/// <param name="First">The first id, a member of the set.</param>
/// <param name="Last">The last id, a member of the set.</param>
/// <param name="IsFull">Whether every id in between is also a member.</param>
internal readonly record struct DocumentRun(long First, long Last, bool IsFull);
