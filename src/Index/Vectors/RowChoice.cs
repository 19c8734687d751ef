using SearchEngine.Index.Contracts;

namespace SearchEngine.Index.Vectors;

/// <summary>Which rows of a segment a search looks at: those that count and that the filter lets through. Their checksums are looked at here.</summary>
internal static class RowChoice
{
    /// <summary>With fewer rows of a batch than one in this many let through, the rest is not touched.</summary>
    private const int Sparse = 16;

    /// <summary>The first row from <paramref name="first"/> on that the filter may let through; <paramref name="end"/> or more if there is none.</summary>
    public static int Skip(VectorSegment rows, int first, int end, ChunkFilter? filter)
    {
        if (filter is null || first >= end) return first;
        rows.CheckKnown(first, end);
        long next = filter.Next(rows.ChunkId(first));
        return next < 0 ? end : rows.LowerBound(next, first, end);
    }

    /// <summary>Writes the rows from <paramref name="first"/> to <paramref name="end"/>, exclusive, that are to be scored, in their order.</summary>
    /// <returns>How many.</returns>
    public static int Choose(LiveSegment live, int first, int end, ChunkFilter? filter, Span<int> chosen)
    {
        VectorSegment rows = live.Segment;
        rows.CheckKnown(first, end);
        int count = filter is null ? All(first, end, chosen)
            : filter.CountBetween(rows.ChunkId(first), rows.ChunkId(end - 1)) * Sparse < end - first ? Seek(rows, first, end, filter, chosen)
            : Test(rows, first, end, filter, chosen);
        if (live.Deleted is not null) count = RemoveDeleted(live, chosen[..count]);
        if (count * Sparse >= end - first) rows.CheckCodes(first, end);
        else Fetch(rows, chosen[..count]);
        return count;
    }

    private static void Fetch(VectorSegment rows, ReadOnlySpan<int> chosen)
    {
        foreach (int row in chosen)
        {
            rows.Fetch(row);
            rows.CheckCodes(row, row + 1);
        }
    }

    private static int All(int first, int end, Span<int> chosen)
    {
        for (int row = first; row < end; row++) chosen[row - first] = row;
        return end - first;
    }

    private static int Test(VectorSegment rows, int first, int end, ChunkFilter filter, Span<int> chosen)
    {
        int count = 0;
        for (int row = first; row < end; row++)
        {
            // Always written, counted if it holds: which way it goes cannot be foreseen.
            chosen[count] = row;
            count += filter.Contains(rows.ChunkId(row)) ? 1 : 0;
        }
        return count;
    }

    /// <summary>Goes through the filter's ids instead of the rows.</summary>
    private static int Seek(VectorSegment rows, int first, int end, ChunkFilter filter, Span<int> chosen)
    {
        int count = 0;
        long last = rows.ChunkId(end - 1);
        for (long id = filter.Next(rows.ChunkId(first)); id >= 0 && id <= last; id = filter.Next(id + 1))
        {
            first = rows.LowerBound(id, first, end);
            if (rows.ChunkId(first) == id) chosen[count++] = first;
        }
        return count;
    }

    private static int RemoveDeleted(LiveSegment live, Span<int> chosen)
    {
        int count = 0;
        foreach (int row in chosen)
        {
            chosen[count] = row;
            count += live.IsDeleted(row) ? 0 : 1;
        }
        return count;
    }
}
