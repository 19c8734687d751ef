using SearchEngine.Index.Contracts;
using SearchEngine.Index.Files;

namespace SearchEngine.Index.Vectors;

/// <summary>
/// Segments that become one while the index goes on: what counted when it began is written to a new file; what was deleted meanwhile is deleted there when
/// the file takes their place.
/// </summary>
internal sealed class SegmentMerge : IDisposable
{
    private readonly IReadOnlyList<LiveSegment> _sources;
    private VectorSegment? _target;

    /// <param name="sources">The segments; used until this is disposed.</param>
    /// <param name="path">Where the new one goes.</param>
    public SegmentMerge(IReadOnlyList<LiveSegment> sources, string path)
    {
        _sources = sources;
        Path = path;
        foreach (LiveSegment source in sources) source.Segment.Acquire();
    }

    public string Path { get; }

    /// <exception cref="DamagedIndexException">A source is damaged.</exception>
    /// <exception cref="IOException">The disk is full and the like.</exception>
    public void Write(IFileOperations files)
    {
        ChunkVectors live = GatherLiveVectors();
        if (live.Count > 0) _target = SegmentWriter.Write(files, Path, live);
    }

    /// <summary>Whether all sources are among <paramref name="segments"/>.</summary>
    public bool HasAllSourcesIn(IReadOnlyList<LiveSegment> segments) => _sources.All(source => segments.Any(live => live.Segment == source.Segment));

    /// <summary>Puts the new segment in the place of its sources.</summary>
    public void ReplaceSources(SegmentSet set)
    {
        ulong[]? deleted = null;
        foreach (LiveSegment source in _sources)
        {
            LiveSegment now = set.Remove(source.Segment);
            for (int row = 0; row < source.Segment.Layout.Count; row++)
            {
                if (!now.IsDeleted(row) || source.IsDeleted(row)) continue;

                // Here and nowhere else: a chunk may have been put in anew meanwhile.
                int written = _target!.FindRow(source.Segment.GetChunkId(row));
                deleted ??= new ulong[(_target.Layout.Count + 63) / 64];
                deleted[written >> 6] |= 1UL << (written & 63);
            }
        }
        if (_target is null) return;
        _target.Acquire();
        set.Add(new LiveSegment(_target, deleted));
    }

    public void Dispose()
    {
        foreach (LiveSegment source in _sources) source.Segment.Release();
        _target?.Release();
    }

    /// <summary>The rows that count, in the order of chunk ids.</summary>
    private ChunkVectors GatherLiveVectors()
    {
        List<(long ChunkId, VectorSegment Segment, int Row)> rows = [];
        foreach (LiveSegment source in _sources)
        {
            source.Segment.VerifyRows(0, source.Segment.Layout.Count);
            for (int row = 0; row < source.Segment.Layout.Count; row++)
            {
                if (!source.IsDeleted(row)) rows.Add((source.Segment.GetChunkId(row), source.Segment, row));
            }
        }
        rows.Sort(static (a, b) => a.ChunkId.CompareTo(b.ChunkId));
        float[] vector = new float[_sources[0].Segment.Layout.Dimensions];
        return new ChunkVectors(vector.Length, rows.Count, rows.Select(row =>
        {
            row.Segment.GetVector(row.Row).CopyTo(vector);
            return new ChunkVector(row.ChunkId, vector);
        }));
    }
}
