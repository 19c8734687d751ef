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
internal sealed class FilterEvaluation(CatalogConnection db, long generation, TimeProvider clock)
{
    /// <summary>To read one document by its id takes as long as to pass so many in the index of paths.</summary>
    private const int RowsPerRead = 8;

    /// <param name="conditions">What a document must meet.</param>
    /// <param name="collections">Ids of the collections that it may be in; null for any.</param>
    public ChunkFilter Evaluate(IReadOnlyList<FilterCondition> conditions, IReadOnlyList<long>? collections)
    {
        DocumentSet? candidates = null;
        List<DocumentSet> excluded = [.. Strangers()];
        foreach (FilterCondition condition in conditions)
        {
            if (Find(condition) is not { } matches) continue;
            if (condition.Negated) excluded.Add(matches);
            else if (candidates is null) candidates = matches;
            else candidates.Keep(matches);
        }
        DocumentSet found = Ask(candidates, [.. conditions.OfType<PathCondition>()], Allowed(conditions, collections));
        foreach (DocumentSet set in excluded) found.Remove(set);
        return ChunkFilter.Of(Chunks(found));
    }

    /// <summary>The documents that meet a condition's tests; null where no index tells.</summary>
    private DocumentSet? Find(FilterCondition condition) => condition switch
    {
        FieldCondition field => FieldMatches.Find(db, field),
        TimeCondition time => TimeMatches.Find(db, time, generation, clock),
        _ => null,
    };

    /// <summary>The documents that are not yet or no longer there.</summary>
    private DocumentSet[] Strangers() =>
    [
        DocumentSet.Of(ChunkTable.Ids(db, "SELECT id FROM documents WHERE generation > $1", generation)),
        DocumentSet.Of(ChunkTable.Ids(db, "SELECT id FROM documents WHERE removed <= $1", generation)),
    ];

    /// <summary>The candidates, or all documents, that are in allowed collections and whose paths are as they must be.</summary>
    private DocumentSet Ask(DocumentSet? candidates, PathCondition[] paths, HashSet<long>? allowed)
    {
        if (candidates is not null && paths.Length == 0 && allowed is null) return candidates;
        DocumentRows rows = new(db, paths);
        if (candidates is not null && (long)candidates.Count * RowsPerRead < db.Number("SELECT max(id) FROM documents")) return rows.Read(candidates, allowed);

        DocumentSet found = new();
        IEnumerable<string> prefixes = Array.Find(paths, path => !path.Negated)?.Globs.Select(glob => glob.Prefix) ?? [""];
        foreach (string prefix in prefixes)
        {
            foreach (long collection in allowed ?? CollectionIds()) rows.Scan(found, candidates, collection, prefix);
        }
        rows.ScanRemoved(found, candidates, allowed, generation);
        return found;
    }

    /// <summary>Ids of the collections that a document may be in; null for any.</summary>
    private HashSet<long>? Allowed(IReadOnlyList<FilterCondition> conditions, IReadOnlyList<long>? collections)
    {
        HashSet<long>? allowed = collections is null ? null : [.. collections];
        foreach (CollectionCondition condition in conditions.OfType<CollectionCondition>())
        {
            allowed ??= CollectionIds();
            HashSet<long> named = CollectionMatches.Find(db, condition);
            if (condition.Negated) allowed.ExceptWith(named);
            else allowed.IntersectWith(named);
        }
        return allowed;
    }

    private HashSet<long> CollectionIds() => [.. CollectionTable.All(db).Select(collection => collection.Id)];

    private IEnumerable<long> Chunks(DocumentSet documents)
    {
        foreach (DocumentRun run in documents.Runs())
        {
            if (run.IsFull && ChunkTable.StretchOf(db, run.First, run.Last) is var (first, last))
            {
                for (long chunk = first; chunk <= last; chunk++) yield return chunk;
                continue;
            }
            foreach ((long document, long chunk) in ChunkTable.OfDocuments(db, run.First, run.Last))
            {
                if (documents.Contains(document)) yield return chunk;
            }
        }
    }
}
