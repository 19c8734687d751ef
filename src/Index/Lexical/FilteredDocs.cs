using SearchEngine.Index.Contracts;

namespace SearchEngine.Index.Lexical;

/// <summary>The documents of a segment whose chunks are in a filter.</summary>
internal static class FilteredDocs
{
    /// <summary>The documents in order, deleted ones included; null where there are more than <paramref name="most"/>, or finding them would mean to look at all.</summary>
    public static int[]? In(SegmentColumns columns, ChunkFilter filter, int most)
    {
        long[] ids = columns.ChunkIds;
        if (!columns.IsOrdered || filter.CountBetween(ids[0], ids[^1]) > most) return null;
        List<int> docs = [];
        int doc = 0;
        for (long id = filter.Next(ids[0]); id >= 0 && id <= ids[^1]; id = filter.Next(id + 1))
        {
            doc = FirstNotBefore(ids, doc, id);
            if (ids[doc] == id) docs.Add(doc);
        }
        return [.. docs];
    }

    /// <summary>Gallops: the next id is near, if not the next.</summary>
    private static int FirstNotBefore(long[] ids, int from, long id)
    {
        int step = 1;
        while (from + step < ids.Length && ids[from + step] < id)
        {
            from += step;
            step *= 2;
        }
        int found = Array.BinarySearch(ids, from, Math.Min(step + 1, ids.Length - from), id);
        return found >= 0 ? found : ~found;
    }
}
