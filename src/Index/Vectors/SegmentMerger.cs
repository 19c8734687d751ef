namespace SearchEngine.Index.Vectors;

/// <summary>Gathers the live rows of several segments in the order of chunk ids.</summary>
internal static class SegmentMerger
{
    public static ChunkVectors Gather(IReadOnlyList<LiveSegment> segments)
    {
        List<(long ChunkId, VectorSegment Segment, int Row)> rows = [];
        foreach (LiveSegment live in segments)
        {
            live.Segment.CheckKnown(0, live.Segment.Layout.Count);
            for (int row = 0; row < live.Segment.Layout.Count; row++)
            {
                if (!live.IsDeleted(row)) rows.Add((live.Segment.ChunkId(row), live.Segment, row));
            }
        }
        rows.Sort(static (a, b) => a.ChunkId.CompareTo(b.ChunkId));
        return new ChunkVectors(segments[0].Segment.Layout.Dimensions, rows.Count,
            rows.Select(row => new ChunkVector(row.ChunkId, row.Segment.Floats(row.Row).ToArray())));
    }
}
