using SearchEngine.Index.Contracts;

namespace SearchEngine.Index.Vectors;

/// <summary>Which rows of a segment a search looks at: those that count and that the filter lets through. Their checksums are looked at here.</summary>
internal static class RowSelector
{
    /// <summary>With fewer rows of a batch than one in this many let through, the rest is not touched.</summary>
    private const int SparseFactor = 16;

    /// <summary>The first row from <paramref name="first"/> on that the filter may let through; <paramref name="end"/> or more if there is none.</summary>
    public static int SkipToMatch(VectorSegment rows, int first, int end, ChunkFilter? filter)
    {
        if (filter is null || first >= end) return first;
        rows.VerifyRows(first, end);
        long next = filter.FindNext(rows.GetChunkId(first));
        return next < 0 ? end : rows.LowerBound(next, first, end);
    }

    /// <summary>Writes the rows from <paramref name="first"/> to <paramref name="end"/>, exclusive, that are to be scored, in their order.</summary>
    /// <returns>How many.</returns>
    public static int Select(LiveSegment live, int first, int end, ChunkFilter? filter, Span<int> selected)
    {
        VectorSegment rows = live.Segment;
        rows.VerifyRows(first, end);
        int count = filter is null ? SelectAll(first, end, selected)
            : filter.CountBetween(rows.GetChunkId(first), rows.GetChunkId(end - 1)) * SparseFactor < end - first ? SelectBySeek(rows, first, end, filter, selected)
            : SelectByTest(rows, first, end, filter, selected);
        if (live.Deleted is not null) count = RemoveDeleted(live, selected[..count]);
        if (count * SparseFactor >= end - first) rows.VerifyCodes(first, end);
        else Prefetch(rows, selected[..count]);
        return count;
    }

    private static void Prefetch(VectorSegment rows, ReadOnlySpan<int> selected)
    {
        foreach (int row in selected)
        {
            rows.Prefetch(row);
            rows.VerifyCodes(row, row + 1);
        }
    }

    private static int SelectAll(int first, int end, Span<int> selected)
    {
        for (int row = first; row < end; row++) selected[row - first] = row;
        return end - first;
    }

    private static int SelectByTest(VectorSegment rows, int first, int end, ChunkFilter filter, Span<int> selected)
    {
        int count = 0;
        for (int row = first; row < end; row++)
        {
            // Always written, counted if it holds: which way it goes cannot be foreseen.
            selected[count] = row;
            count += filter.Contains(rows.GetChunkId(row)) ? 1 : 0;
        }
        return count;
    }

    /// <summary>Goes through the filter's ids instead of the rows.</summary>
    private static int SelectBySeek(VectorSegment rows, int first, int end, ChunkFilter filter, Span<int> selected)
    {
        int count = 0;
        long last = rows.GetChunkId(end - 1);
        for (long id = filter.FindNext(rows.GetChunkId(first)); id >= 0 && id <= last; id = filter.FindNext(id + 1))
        {
            first = rows.LowerBound(id, first, end);
            if (rows.GetChunkId(first) == id) selected[count++] = first;
        }
        return count;
    }

    private static int RemoveDeleted(LiveSegment live, Span<int> selected)
    {
        int count = 0;
        foreach (int row in selected)
        {
            selected[count] = row;
            count += live.IsDeleted(row) ? 0 : 1;
        }
        return count;
    }
}
