using SearchEngine.Index.Contracts;

namespace SearchEngine.Index.Vectors;

/// <summary>The segments of the next commit, made from those of the last one, which stay as they are.</summary>
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
        bool[] copied = new bool[_segments.Count];
        foreach (long chunkId in chunkIds)
        {
            for (int i = 0; i < _segments.Count; i++)
            {
                int row = _segments[i].Segment.FindRow(chunkId);
                if (row < 0) continue;
                if (!copied[i])
                {
                    // Searches may be using the bits of the last commit.
                    ulong[] bits = (ulong[]?)_segments[i].Deleted?.Clone() ?? new ulong[(_segments[i].Segment.Layout.Count + 63) / 64];
                    _segments[i] = _segments[i] with { Deleted = bits };
                    copied[i] = true;
                }
                _segments[i].Deleted![row >> 6] |= 1UL << (row & 63);
            }
        }
    }

    /// <summary>Takes over the caller's use of a segment.</summary>
    public void Add(LiveSegment live) => _segments.Add(live);

    /// <summary>Takes a segment out; gives what of it counted. It stays open, for the last commit has it too.</summary>
    public LiveSegment Remove(VectorSegment segment)
    {
        int at = _segments.FindIndex(live => live.Segment == segment);
        LiveSegment live = _segments[at];
        _segments.RemoveAt(at);
        segment.Release();
        return live;
    }

    public VectorManifest CreateManifest(DerivedStamp stamp, long nextSegmentNumber) =>
        new(stamp, nextSegmentNumber, [.. _segments.Select(live => (Path.GetFileName(live.Segment.Path), live.Deleted))]);

    public void Release()
    {
        foreach (LiveSegment live in _segments) live.Segment.Release();
    }
}
