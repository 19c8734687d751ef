namespace SearchEngine.Index.Contracts;

/// <summary>Keeps the best <paramref name="count"/> of the hits offered to it, whatever the order they come in. A binary heap, the worst on top.</summary>
internal sealed class TopHits(int count)
{
    private Hit[] _heap = new Hit[Math.Min(count, 64)];

    public int Count { get; private set; }

    /// <summary>A score below this cannot enter; one equal to it may, if its chunk id is the smaller.</summary>
    public float Threshold => count == 0 ? float.PositiveInfinity : Count < count ? float.NegativeInfinity : _heap[0].Score;

    public void Add(long chunkId, float score)
    {
        if (count == 0) return;
        Hit hit = new(chunkId, score);
        if (Count < count) Push(hit);
        else if (hit.CompareTo(_heap[0]) < 0) ReplaceWorst(hit);
    }

    /// <summary>The hits, best first. Empties the heap.</summary>
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
        int at = Count++;
        while (at > 0 && hit.CompareTo(_heap[(at - 1) / 2]) > 0)
        {
            _heap[at] = _heap[(at - 1) / 2];
            at = (at - 1) / 2;
        }
        _heap[at] = hit;
    }

    private void ReplaceWorst(Hit hit)
    {
        int at = 0;
        for (int child = 1; child < Count; child = 2 * at + 1)
        {
            if (child + 1 < Count && _heap[child + 1].CompareTo(_heap[child]) > 0) child++;
            if (hit.CompareTo(_heap[child]) >= 0) break;
            _heap[at] = _heap[child];
            at = child;
        }
        _heap[at] = hit;
    }
}
