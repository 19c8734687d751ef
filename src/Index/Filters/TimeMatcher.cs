using SearchEngine.Index.Catalog;

namespace SearchEngine.Index.Filters;

/// <summary>Finds by index the documents that were modified within a time.</summary>
internal static class TimeMatcher
{
    /// <param name="db">The catalog.</param>
    /// <param name="condition">The times.</param>
    /// <param name="generation">The generation that is seen: documents removed later are still there.</param>
    /// <param name="clock">Says what now is, and where.</param>
    public static DocumentSet Find(CatalogConnection db, TimeCondition condition, long generation, TimeProvider clock) =>
        DocumentSet.From(condition.Periods.Select(period => period.ToTicks(clock)).SelectMany(time => ChunkTable.QueryIds(db,
            """
            SELECT id FROM documents WHERE modified >= $1 AND modified < $2 AND removed IS NULL
            UNION ALL
            SELECT id FROM documents WHERE removed > $3 AND modified >= $1 AND modified < $2
            """, time.First, time.End, generation)));
}
