using Microsoft.Data.Sqlite;
using SearchEngine.Index.Catalog;

namespace SearchEngine.Index.Filters;

/// <summary>Tests documents one by one against the conditions that no database index can answer: path globs.</summary>
/// <param name="db">The catalog.</param>
/// <param name="paths">The conditions on the path, all of which must hold.</param>
internal sealed class DocumentScanner(CatalogConnection db, IReadOnlyList<PathCondition> paths)
{
    /// <summary>Reads the candidates by id and returns those in an allowed collection that meet all conditions.</summary>
    public DocumentSet ReadCandidates(DocumentSet candidates, HashSet<long>? allowed)
    {
        const string sql = "SELECT id, path, collection FROM documents WHERE id BETWEEN $1 AND $2";
        DocumentSet found = new();
        foreach (DocumentRun run in candidates.GetRuns()) AddMatches(found, candidates, allowed, db.Prepare(sql, run.First, run.Last));
        return found;
    }

    /// <summary>
    /// Scans the index of paths and adds the candidates of a collection that meet all conditions and whose paths
    /// start with <paramref name="prefix"/>. Removed documents are not in that index.
    /// </summary>
    public void ScanCollection(DocumentSet found, DocumentSet? candidates, long collection, string prefix)
    {
        const string sql = "SELECT id, path FROM documents WHERE collection = $1 AND path >= $2 AND path < $3 AND removed IS NULL";
        AddMatches(found, candidates, null, db.Prepare(sql, collection, prefix, prefix + CodePointOrder.LastCodePoint));
    }

    /// <summary>Adds the candidates that were removed after <paramref name="generation"/> and meet all conditions.</summary>
    public void ScanRemoved(DocumentSet found, DocumentSet? candidates, HashSet<long>? allowed, long generation) =>
        AddMatches(found, candidates, allowed, db.Prepare("SELECT id, path, collection FROM documents WHERE removed > $1", generation));

    private void AddMatches(DocumentSet found, DocumentSet? candidates, HashSet<long>? allowed, SqliteCommand command)
    {
        using SqliteDataReader rows = command.ExecuteReader();
        while (rows.Read())
        {
            long id = rows.GetInt64(0);
            if (candidates?.Contains(id) == false || allowed?.Contains(rows.GetInt64(2)) == false) continue;
            if (paths.Count == 0 || MatchesPaths(rows.GetString(1))) found.Add(id);
        }
    }

    private bool MatchesPaths(string path)
    {
        foreach (PathCondition condition in paths)
        {
            if (condition.MatchesAny(path) == condition.IsNegated) return false;
        }
        return true;
    }
}
