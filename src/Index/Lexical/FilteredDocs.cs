using SearchEngine.Index.Contracts;

namespace SearchEngine.Index.Lexical;

/// <summary>Finds the documents of a segment whose chunks a filter contains.</summary>
internal static class FilteredDocs
{
    /// <summary>
    /// Returns the documents in ascending order, including deleted ones, or null where there may be more than
    /// <paramref name="maxCount"/> or finding them would require visiting every document.
    /// </summary>
    public static int[]? FindOrNull(SegmentColumns columns, ChunkFilter filter, int maxCount)
    {
        long[] ids = columns.ChunkIds;
        if (!columns.IsOrdered || filter.CountBetween(ids[0], ids[^1]) > maxCount) return null;
        List<int> docs = [];
        int doc = 0;
        for (long id = filter.FindNext(ids[0]); id >= 0 && id <= ids[^1]; id = filter.FindNext(id + 1))
        {
            doc = GallopTo(ids, doc, id);
            if (ids[doc] == id) docs.Add(doc);
        }
        return [.. docs];
    }

    /// <summary>
    /// Returns the position of the first id at or after <paramref name="id"/> by galloping search, since it is usually close to
    /// <paramref name="start"/>.
    /// </summary>
    private static int GallopTo(long[] ids, int start, long id)
    {
        int step = 1;
        while (start + step < ids.Length && ids[start + step] < id)
        {
            start += step;
            step *= 2;
        }
        int found = Array.BinarySearch(ids, start, Math.Min(step + 1, ids.Length - start), id);
        return found >= 0 ? found : ~found;
    }
}
