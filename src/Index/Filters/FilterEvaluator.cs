using SearchEngine.Index.Catalog;
using SearchEngine.Index.Contracts;

namespace SearchEngine.Index.Filters;

/// <summary>
/// Finds the chunks that a search may give, on one state of the catalog. Fields and times come first, because an index finds their few documents among many; only these are then asked
/// for their paths. Without, all documents are, or those whose path begins as a glob does.
/// </summary>
/// <param name="db">The catalog.</param>
/// <param name="generation">The generation that is seen.</param>
/// <param name="clock">Says what now is, and where.</param>
internal sealed class FilterEvaluator(CatalogConnection db, long generation, TimeProvider clock)
{
    /// <summary>To read one document by its id takes as long as to pass so many in the index of paths.</summary>
    private const int ScanRowsPerLookup = 8;

    /// <param name="conditions">What a document must meet.</param>
    /// <param name="collections">Ids of the collections that it may be in; null for any.</param>
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
        DocumentSet found = FilterByPath(candidates, [.. conditions.OfType<PathCondition>()], GetAllowedCollections(conditions, collections));
        foreach (DocumentSet set in excluded) found.ExceptWith(set);
        return ChunkFilter.FromIds(GetChunkIds(found));
    }

    /// <summary>The documents that meet a condition's tests; null where no index tells.</summary>
    private DocumentSet? Find(FilterCondition condition) => condition switch
    {
        FieldCondition field => FieldMatcher.Find(db, field),
        TimeCondition time => TimeMatcher.Find(db, time, generation, clock),
        _ => null,
    };

    /// <summary>The documents that are not yet or no longer there.</summary>
    private DocumentSet[] FindInvisible() =>
    [
        DocumentSet.From(ChunkTable.QueryIds(db, "SELECT id FROM documents WHERE generation > $1", generation)),
        DocumentSet.From(ChunkTable.QueryIds(db, "SELECT id FROM documents WHERE removed <= $1", generation)),
    ];

    /// <summary>The candidates, or all documents, that are in allowed collections and whose paths are as they must be.</summary>
    private DocumentSet FilterByPath(DocumentSet? candidates, PathCondition[] paths, HashSet<long>? allowed)
    {
        if (candidates is not null && paths.Length == 0 && allowed is null) return candidates;
        DocumentScanner rows = new(db, paths);
        if (candidates is not null && (long)candidates.Count * ScanRowsPerLookup < db.QueryInt64("SELECT max(id) FROM documents")) return rows.ReadCandidates(candidates, allowed);

        DocumentSet found = new();
        IEnumerable<string> prefixes = Array.Find(paths, path => !path.IsNegated)?.Globs.Select(glob => glob.Prefix) ?? [""];
        foreach (string prefix in prefixes)
        {
            foreach (long collection in allowed ?? GetCollectionIds()) rows.ScanCollection(found, candidates, collection, prefix);
        }
        rows.ScanRemoved(found, candidates, allowed, generation);
        return found;
    }

    /// <summary>Ids of the collections that a document may be in; null for any.</summary>
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
