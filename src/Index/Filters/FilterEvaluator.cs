using SearchEngine.Index.Catalog;
using SearchEngine.Index.Contracts;

namespace SearchEngine.Index.Filters;

/// <summary>
/// Finds the chunks that a search may return, in one state of the catalog. Fields and times are evaluated first,
/// because a database index finds their few documents among many; only the paths of those are then read. Without such
/// conditions, all paths are read, or those that start with the glob's literal prefix.
/// </summary>
/// <param name="db">The catalog.</param>
/// <param name="generation">The visible generation.</param>
/// <param name="clock">The current time and the local time zone.</param>
internal sealed class FilterEvaluator(CatalogConnection db, long generation, TimeProvider clock)
{
    /// <summary>The number of rows that a scan of the index of paths passes in the time of one look-up by id.</summary>
    private const int ScanRowsPerLookup = 8;

    /// <param name="conditions">The conditions, all of which a document must meet.</param>
    /// <param name="collections">Ids of the collections that it may belong to; null for any.</param>
    public ChunkFilter Evaluate(IReadOnlyList<FilterCondition> conditions, IReadOnlyList<long>? collections)
    {
        DocumentSet? candidates = null;
        List<DocumentSet> excluded = [.. FindInvisible()];
        foreach (FilterCondition condition in conditions)
        {
            if (Find(condition) is not { } matches) continue;
            if (condition.IsNegated) excluded.Add(matches);
            else if (candidates is null) candidates = matches;
            else candidates.IntersectWith(matches);
        }
        PathCondition[] paths = [.. conditions.OfType<PathCondition>()];
        DocumentSet found = FilterByPath(candidates, paths, GetAllowedCollections(conditions, collections));
        foreach (DocumentSet set in excluded) found.ExceptWith(set);
        return ChunkFilter.FromIds(GetChunkIds(found));
    }

    /// <summary>Returns the documents that pass a condition's tests; null if no database index can answer it.</summary>
    private DocumentSet? Find(FilterCondition condition) => condition switch
    {
        FieldCondition field => FieldMatcher.Find(db, field),
        TimeCondition time => TimeMatcher.Find(db, time, generation, clock),
        _ => null,
    };

    /// <summary>Returns the documents that are added later than the visible generation, or removed by then.</summary>
    private DocumentSet[] FindInvisible() =>
    [
        DocumentSet.From(ChunkTable.QueryIds(db, "SELECT id FROM documents WHERE generation > $1", generation)),
        DocumentSet.From(ChunkTable.QueryIds(db, "SELECT id FROM documents WHERE removed <= $1", generation)),
    ];

    /// <summary>
    /// Returns those of the candidates (or of all documents) that are in an allowed collection and meet the
    /// conditions on the path.
    /// </summary>
    private DocumentSet FilterByPath(DocumentSet? candidates, PathCondition[] paths, HashSet<long>? allowed)
    {
        if (candidates is not null && paths.Length == 0 && allowed is null) return candidates;
        DocumentScanner scanner = new(db, paths);
        if (candidates is not null && IsLookupFaster(candidates.Count)) return scanner.ReadCandidates(candidates, allowed);

        DocumentSet found = new();
        PathCondition? required = Array.Find(paths, path => !path.IsNegated);
        foreach (string prefix in required?.Globs.Select(glob => glob.Prefix) ?? [""])
        {
            foreach (long collection in allowed ?? GetCollectionIds()) scanner.ScanCollection(found, candidates, collection, prefix);
        }
        scanner.ScanRemoved(found, candidates, allowed, generation);
        return found;
    }

    private bool IsLookupFaster(int candidates) =>
        (long)candidates * ScanRowsPerLookup < db.QueryInt64("SELECT max(id) FROM documents");

    /// <summary>Returns the ids of the collections that a document may belong to; null for any.</summary>
    private HashSet<long>? GetAllowedCollections(IReadOnlyList<FilterCondition> conditions, IReadOnlyList<long>? collections)
    {
        HashSet<long>? allowed = collections is null ? null : [.. collections];
        foreach (CollectionCondition condition in conditions.OfType<CollectionCondition>())
        {
            allowed ??= GetCollectionIds();
            HashSet<long> named = CollectionMatcher.Find(db, condition);
            if (condition.IsNegated) allowed.ExceptWith(named);
            else allowed.IntersectWith(named);
        }
        return allowed;
    }

    private HashSet<long> GetCollectionIds() => [.. CollectionTable.GetAll(db).Select(collection => collection.Id)];

    private IEnumerable<long> GetChunkIds(DocumentSet documents)
    {
        foreach (DocumentRun run in documents.GetRuns())
        {
            if (run.IsFull && ChunkTable.GetContiguousRange(db, run.First, run.Last) is var (first, last))
            {
                for (long chunk = first; chunk <= last; chunk++) yield return chunk;
                continue;
            }
            foreach ((long document, long chunk) in ChunkTable.GetIdsByDocument(db, run.First, run.Last))
            {
                if (documents.Contains(document)) yield return chunk;
            }
        }
    }
}
