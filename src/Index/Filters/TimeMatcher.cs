using SearchEngine.Index.Catalog;

namespace SearchEngine.Index.Filters;

/// <summary>Finds the documents that were modified within a period, using the database's indexes.</summary>
internal static class TimeMatcher
{
    /// <param name="db">The catalog.</param>
    /// <param name="condition">The periods.</param>
    /// <param name="generation">The visible generation; documents removed later are still present.</param>
    /// <param name="clock">The current time and the local time zone.</param>
    public static DocumentSet Find(CatalogConnection db, TimeCondition condition, long generation, TimeProvider clock)
    {
        IEnumerable<(long First, long End)> periods = condition.Periods.Select(period => period.ToTicks(clock));
        return DocumentSet.From(periods.SelectMany(period => ChunkTable.QueryIds(db,
            """
            SELECT id FROM documents WHERE modified >= $1 AND modified < $2 AND removed IS NULL
            UNION ALL
            SELECT id FROM documents WHERE removed > $3 AND modified >= $1 AND modified < $2
            """, period.First, period.End, generation)));
    }
}
