using SearchEngine.Index.Contracts;

namespace SearchEngine.Index.Vectors;

/// <summary>Selects the live rows of a segment that a filter allows, and verifies their checksums.</summary>
internal static class RowSelector
{
    /// <summary>Where fewer than one row in this many is selected, the rows between them are not read.</summary>
    private const int SparseFactor = 16;

    /// <summary>
    /// Returns the first row at or after <paramref name="first"/> that the filter may allow; <paramref name="end"/> or more if
    /// there is none.
    /// </summary>
    public static int SkipToMatch(VectorSegment rows, int first, int end, ChunkFilter? filter)
    {
        if (filter is null || first >= end) return first;
        rows.VerifyRows(first, end);
        long next = filter.FindNext(rows.GetChunkId(first));
        return next < 0 ? end : rows.LowerBound(next, first, end);
    }

    /// <summary>
    /// Writes the rows to score from <paramref name="first"/> to <paramref name="end"/>, exclusive, in ascending order.
    /// </summary>
    /// <returns>The number of rows written.</returns>
    public static int Select(LiveSegment live, int first, int end, ChunkFilter? filter, Span<int> selected)
    {
        VectorSegment rows = live.Segment;
        rows.VerifyRows(first, end);
        int count = SelectAllowed(rows, first, end, filter, selected);
        if (live.Deleted is not null) count = RemoveDeleted(live, selected[..count]);
        if (count * SparseFactor >= end - first) rows.VerifyCodes(first, end);
        else Prefetch(rows, selected[..count]);
        return count;
    }

    private static int SelectAllowed(VectorSegment rows, int first, int end, ChunkFilter? filter, Span<int> selected)
    {
        if (filter is null) return SelectAll(first, end, selected);
        bool isSparse = filter.CountBetween(rows.GetChunkId(first), rows.GetChunkId(end - 1)) * SparseFactor < end - first;
        return isSparse ? SelectBySeek(rows, first, end, filter, selected) : SelectByTest(rows, first, end, filter, selected);
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

    /// <summary>Tests each row against the filter.</summary>
    private static int SelectByTest(VectorSegment rows, int first, int end, ChunkFilter filter, Span<int> selected)
    {
        int count = 0;
        for (int row = first; row < end; row++)
        {
            // Writes every row and counts only matches: a branch could not be predicted.
            selected[count] = row;
            count += filter.Contains(rows.GetChunkId(row)) ? 1 : 0;
        }
        return count;
    }

    /// <summary>Iterates over the ids of the filter instead of the rows.</summary>
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
