using SearchEngine.Index.Files;

namespace SearchEngine.Index.Vectors;

/// <summary>The segments of the next commit, made from those of the last one, which stay as they are.</summary>
internal sealed class SegmentSet
{
    private readonly IFileOperations _files;
    private readonly string _folder;
    private readonly List<LiveSegment> _segments = [];
    private long _next;

    public SegmentSet(IFileOperations files, string folder, long next, IReadOnlyList<LiveSegment> segments)
    {
        _files = files;
        _folder = folder;
        _next = next;
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
                int row = _segments[i].Segment.Find(chunkId);
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

    public void Add(ChunkVectors vectors)
    {
        // An index that is made anew begins to count anew; who still has its forerunner's segments open must not take them for these.
        string path = Path.Combine(_folder, $"{_next++:d10}-{Guid.NewGuid():N}.vectors");
        SegmentWriter.Write(_files, path, vectors);
        _segments.Add(new LiveSegment(VectorSegment.Open(path), null));
    }

    public void Merge()
    {
        while (MergePolicy.Choose([.. _segments.Select(live => (live.LiveCount, live.Segment.Layout.Count))]) is { Count: > 0 } chosen)
        {
            List<LiveSegment> merged = [.. chosen.Select(i => _segments[i])];
            ChunkVectors live = SegmentMerger.Gather(merged);
            if (live.Count > 0) Add(live);
            foreach (LiveSegment old in merged)
            {
                _segments.Remove(old);
                old.Segment.Release();
            }
        }
    }

    public VectorManifest Manifest(DerivedStamp stamp) =>
        new(stamp, _next, [.. _segments.Select(live => (Path.GetFileName(live.Segment.Path), live.Deleted))]);

    public void Release()
    {
        foreach (LiveSegment live in _segments) live.Segment.Release();
    }
}
