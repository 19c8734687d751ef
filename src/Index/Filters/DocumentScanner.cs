using Microsoft.Data.Sqlite;
using SearchEngine.Index.Catalog;

namespace SearchEngine.Index.Filters;

/// <summary>Asks documents one by one for what no index answers: whether their paths match.</summary>
/// <param name="db">The catalog.</param>
/// <param name="paths">What a path must meet.</param>
internal sealed class DocumentScanner(CatalogConnection db, IReadOnlyList<PathCondition> paths)
{
    /// <summary>Reads documents by id: those of <paramref name="among"/> that are in an allowed collection and meet all conditions.</summary>
    public DocumentSet ReadCandidates(DocumentSet among, HashSet<long>? allowed)
    {
        DocumentSet found = new();
        foreach (DocumentRun run in among.GetRuns())
            AddTo(found, among, allowed, db.Prepare("SELECT id, path, collection FROM documents WHERE id BETWEEN $1 AND $2", run.First, run.Last));
        return found;
    }

    /// <summary>Goes through the index of paths: the documents of a collection that meet all conditions and whose paths begin with <paramref name="prefix"/>, but for those removed.</summary>
    public void ScanCollection(DocumentSet found, DocumentSet? among, long collection, string prefix) => AddTo(found, among, null, db.Prepare(
        "SELECT id, path FROM documents WHERE collection = $1 AND path >= $2 AND path < $3 AND removed IS NULL", collection, prefix, prefix + CodePointOrder.LastCodePoint));

    /// <summary>The documents that were removed after <paramref name="generation"/>, and meet all that others must.</summary>
    public void ScanRemoved(DocumentSet found, DocumentSet? among, HashSet<long>? allowed, long generation) =>
        AddTo(found, among, allowed, db.Prepare("SELECT id, path, collection FROM documents WHERE removed > $1", generation));

    private void AddTo(DocumentSet found, DocumentSet? among, HashSet<long>? allowed, SqliteCommand command)
    {
        using SqliteDataReader rows = command.ExecuteReader();
        while (rows.Read())
        {
            long id = rows.GetInt64(0);
            if (among?.Contains(id) != false && allowed?.Contains(rows.GetInt64(2)) != false && (paths.Count == 0 || MatchesPaths(rows.GetString(1)))) found.Add(id);
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
