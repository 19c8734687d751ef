using SearchEngine.Index.Catalog;

namespace SearchEngine.Index.Filters;

/// <summary>
/// Finds the chunks that a search may give, on one state of the catalog. Fields come first, because an index finds their few documents among many; only these are then asked for
/// path and time. Without a field, all documents are, or those whose path begins as a glob says.
/// </summary>
/// <param name="db">The catalog.</param>
/// <param name="generation">The generation that is seen.</param>
/// <param name="clock">Says what now is, and where.</param>
internal sealed class FilterEvaluation(CatalogConnection db, long generation, TimeProvider clock)
{
    /// <param name="conditions">What a document must meet.</param>
    /// <param name="collections">Ids of the collections that it may be in; null for any.</param>
    public ChunkFilter Evaluate(IReadOnlyList<FilterCondition> conditions, IReadOnlyList<long>? collections)
    {
        DocumentSet? candidates = null;
        foreach (FieldCondition field in conditions.OfType<FieldCondition>().Where(field => !field.Negated))
        {
            DocumentSet matches = FieldMatches.Find(db, field);
            if (candidates is null) candidates = matches;
            else candidates.Keep(matches);
        }
        DocumentSet found = AskEach(conditions, Allowed(conditions, collections), candidates);
        foreach (FieldCondition field in conditions.OfType<FieldCondition>().Where(field => field.Negated)) found.Remove(FieldMatches.Find(db, field));
        found.Remove(DocumentSet.Of(ChunkTable.Ids(db, "SELECT id FROM documents WHERE generation > $1", generation)));
        found.Remove(DocumentSet.Of(ChunkTable.Ids(db, "SELECT id FROM documents WHERE removed <= $1", generation)));
        return ChunkFilter.Of(found.Runs().SelectMany(run => ChunkTable.OfDocuments(db, run.First, run.Last).Where(chunk => found.Contains(chunk.Document)).Select(chunk => chunk.Id)));
    }

    /// <summary>The candidates, or all documents, that are in allowed collections and meet the conditions on path and time.</summary>
    private DocumentSet AskEach(IReadOnlyList<FilterCondition> conditions, HashSet<long>? allowed, DocumentSet? candidates)
    {
        PathCondition[] paths = [.. conditions.OfType<PathCondition>()];
        TimeCondition[] times = [.. conditions.OfType<TimeCondition>()];
        List<DocumentTest> tests = [.. paths.Select(Test), .. times.Select(Test)];
        if (allowed is not null) tests.Insert(0, document => allowed.Contains(document.Collection));
        DocumentRows rows = new(db, tests, readsTime: times.Length > 0);
        if (candidates is not null) return rows.Find(candidates);

        DocumentSet found = new();
        string[] prefixes = paths.FirstOrDefault(path => !path.Negated) is { } first ? [.. first.Globs.Select(glob => glob.Prefix)] : [""];
        foreach (long collection in allowed ?? [.. CollectionTable.All(db).Select(collection => collection.Id)]) rows.Find(collection, prefixes, found);
        rows.FindRemoved(generation, found);
        return found;
    }

    private static DocumentTest Test(PathCondition condition) => document =>
    {
        string path = document.Path;
        foreach (PathGlob glob in condition.Globs)
        {
            if (glob.Matches(path)) return !condition.Negated;
        }
        return condition.Negated;
    };

    private DocumentTest Test(TimeCondition condition)
    {
        (long First, long End)[] periods = [.. condition.Periods.Select(period => period.Ticks(clock))];
        return document =>
        {
            long modified = document.Modified;
            return Array.Exists(periods, period => period.First <= modified && modified < period.End) != condition.Negated;
        };
    }

    /// <summary>Ids of the collections that a document may be in; null for any.</summary>
    private HashSet<long>? Allowed(IReadOnlyList<FilterCondition> conditions, IReadOnlyList<long>? collections)
    {
        HashSet<long>? allowed = collections is null ? null : [.. collections];
        foreach (CollectionCondition condition in conditions.OfType<CollectionCondition>())
        {
            allowed ??= [.. CollectionTable.All(db).Select(collection => collection.Id)];
            HashSet<long> named = [.. condition.Names.SelectMany(name => Named(condition, name))];
            if (condition.Negated) allowed.ExceptWith(named);
            else allowed.IntersectWith(named);
        }
        return allowed;
    }

    private IEnumerable<long> Named(CollectionCondition condition, ValueTest test)
    {
        List<CollectionEntry> all = CollectionTable.All(db);
        long[] named = [.. all.Where(collection => Meets(FieldTable.Fold(collection.Name))).Select(collection => collection.Id)];
        return named.Length > 0 ? named : throw new FilterException(condition.Source,
            $"there is no collection '{Written()}'; the index has: {string.Join(", ", all.Select(collection => collection.Name))}");

        bool Meets(string name) => test switch
        {
            ValueIs { Text: var text } => name == text,
            ValueBegins { Text: var text } => name.StartsWith(text, StringComparison.Ordinal),
            _ => throw new ArgumentOutOfRangeException(nameof(test), test, "no test of names"),
        };

        string Written() => test is ValueBegins begins ? begins.Text + "*" : ((ValueIs)test).Text;
    }
}
