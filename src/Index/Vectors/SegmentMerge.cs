using SearchEngine.Index.Contracts;
using SearchEngine.Index.Files;

namespace SearchEngine.Index.Vectors;

/// <summary>
/// Merges segments while the index goes on: rows that are live at the start are written to a new file, and rows deleted since
/// then are marked as deleted when the file replaces its sources.
/// </summary>
internal sealed class SegmentMerge : IDisposable
{
    private readonly IReadOnlyList<LiveSegment> _sources;
    private VectorSegment? _target;

    /// <param name="sources">The segments; in use until the merge is disposed.</param>
    /// <param name="path">The path of the new segment.</param>
    public SegmentMerge(IReadOnlyList<LiveSegment> sources, string path)
    {
        _sources = sources;
        Path = path;
        foreach (LiveSegment source in sources) source.Segment.Acquire();
    }

    public string Path { get; }

    /// <summary>Writes the new segment, unless no row is live.</summary>
    /// <exception cref="DamagedIndexException">A source is damaged.</exception>
    /// <exception cref="IOException">The disk is full, for example.</exception>
    public void Write(IFileOperations files)
    {
        ChunkVectors live = GatherLiveVectors();
        if (live.Count > 0) _target = SegmentWriter.Write(files, Path, live);
    }

    /// <summary>Returns whether <paramref name="segments"/> contains all sources.</summary>
    public bool HasAllSourcesIn(IReadOnlyList<LiveSegment> segments) =>
        _sources.All(source => segments.Any(live => live.Segment == source.Segment));

    /// <summary>Replaces the sources in <paramref name="set"/> by the new segment.</summary>
    public void ReplaceSources(SegmentSet set)
    {
        ulong[]? deleted = null;
        foreach (LiveSegment source in _sources)
        {
            LiveSegment current = set.Remove(source.Segment);
            for (int row = 0; row < source.Segment.Layout.Count; row++)
            {
                if (!current.IsDeleted(row) || source.IsDeleted(row)) continue;

                // Deletes only in the new segment: the chunk may have been added again since, in another one.
                int targetRow = _target!.FindRow(source.Segment.GetChunkId(row));
                deleted ??= new ulong[(_target.Layout.Count + 63) / 64];
                deleted[targetRow >> 6] |= 1UL << (targetRow & 63);
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

    /// <summary>Returns the live rows of all sources, ordered by chunk id.</summary>
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
