namespace SearchEngine.Index.Contracts;

/// <summary>
/// Keeps the best <paramref name="count"/> hits, in any order. A binary heap with the worst hit
/// on top.
/// </summary>
internal sealed class TopHits(int count)
{
    private Hit[] _heap = new Hit[Math.Min(count, 64)];

    public int Count { get; private set; }

    /// <summary>A score below this cannot enter; an equal one enters only if its chunk id is smaller.</summary>
    public float Threshold => count == 0 ? float.PositiveInfinity : Count < count ? float.NegativeInfinity : _heap[0].Score;

    public void Add(long chunkId, float score)
    {
        if (count == 0) return;
        Hit hit = new(chunkId, score);
        if (Count < count) Push(hit);
        else if (hit.CompareTo(_heap[0]) < 0) ReplaceWorst(hit);
    }

    /// <summary>Returns the hits, best first, and empties the heap.</summary>
    public Hit[] Drain()
    {
        Hit[] hits = _heap.AsSpan(0, Count).ToArray();
        Array.Sort(hits);
        Count = 0;
        return hits;
    }

    private void Push(Hit hit)
    {
        if (Count == _heap.Length) Array.Resize(ref _heap, (int)Math.Min(count, (long)_heap.Length * 2));
        int index = Count++;
        while (index > 0 && hit.CompareTo(_heap[(index - 1) / 2]) > 0)
        {
            _heap[index] = _heap[(index - 1) / 2];
            index = (index - 1) / 2;
        }
        _heap[index] = hit;
    }

    private void ReplaceWorst(Hit hit)
    {
        int index = 0;
        for (int child = 1; child < Count; child = 2 * index + 1)
        {
            if (child + 1 < Count && _heap[child + 1].CompareTo(_heap[child]) > 0) child++;
            if (hit.CompareTo(_heap[child]) >= 0) break;
            _heap[index] = _heap[child];
            index = child;
        }
        _heap[index] = hit;
    }
}
