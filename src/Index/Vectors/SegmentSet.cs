using SearchEngine.Index.Contracts;

namespace SearchEngine.Index.Vectors;

/// <summary>The segments of the next commit, derived from those of the last one, which stay unchanged.</summary>
internal sealed class SegmentSet
{
    private readonly List<LiveSegment> _segments = [];

    public SegmentSet(IReadOnlyList<LiveSegment> segments)
    {
        foreach (LiveSegment live in segments)
        {
            live.Segment.Acquire();
            _segments.Add(live);
        }
    }

    public IReadOnlyList<LiveSegment> Segments => _segments;

    public void Delete(IEnumerable<long> chunkIds)
    {
        bool[] isCopied = new bool[_segments.Count];
        foreach (long chunkId in chunkIds)
        {
            for (int i = 0; i < _segments.Count; i++)
            {
                int row = _segments[i].Segment.FindRow(chunkId);
                if (row < 0) continue;
                if (!isCopied[i])
                {
                    // Copied on write, since searches may be using the bits of the last commit.
                    ulong[] bits = (ulong[]?)_segments[i].Deleted?.Clone() ?? new ulong[(_segments[i].Segment.Layout.Count + 63) / 64];
                    _segments[i] = _segments[i] with { Deleted = bits };
                    isCopied[i] = true;
                }
                _segments[i].Deleted![row >> 6] |= 1UL << (row & 63);
            }
        }
    }

    /// <summary>Adds a segment and takes over the caller's reference to it.</summary>
    public void Add(LiveSegment live) => _segments.Add(live);

    /// <summary>
    /// Removes and returns a segment with its deletions. The segment stays open, since the last commit has it too.
    /// </summary>
    public LiveSegment Remove(VectorSegment segment)
    {
        int index = _segments.FindIndex(live => live.Segment == segment);
        LiveSegment removed = _segments[index];
        _segments.RemoveAt(index);
        segment.Release();
        return removed;
    }

    public VectorManifest CreateManifest(DerivedStamp stamp, long nextSegmentNumber) =>
        new(stamp, nextSegmentNumber, [.. _segments.Select(live => (Path.GetFileName(live.Segment.Path), live.Deleted))]);

    public void Release()
    {
        foreach (LiveSegment live in _segments) live.Segment.Release();
    }
}
