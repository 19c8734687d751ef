using Microsoft.Data.Sqlite;
using SearchEngine.Index.Catalog;

namespace SearchEngine.Index.Filters;

/// <summary>Asks documents one by one for what no index knows: whether they meet tests of their path and time.</summary>
/// <param name="db">The catalog.</param>
/// <param name="tests">What a document must meet.</param>
/// <param name="readsTime">Whether a test asks for the time: without, the index of paths says all and the documents need not be read.</param>
internal sealed class DocumentRows(CatalogConnection db, IReadOnlyList<DocumentTest> tests, bool readsTime)
{
    /// <summary>Those of <paramref name="among"/> that meet all tests.</summary>
    public DocumentSet Find(DocumentSet among)
    {
        if (tests.Count == 0) return among;
        DocumentSet found = new();
        foreach ((long first, long last) in among.Runs())
            AddTo(found, among, db.Command("SELECT id, collection, path, modified FROM documents WHERE id BETWEEN $1 AND $2", first, last));
        return found;
    }

    /// <summary>The documents of a collection that meet all tests and begin with one of some texts, but for those removed.</summary>
    public void Find(long collection, IReadOnlyList<string> prefixes, DocumentSet found)
    {
        foreach (string prefix in prefixes)
            AddTo(found, null, db.Command(
                $"""
                SELECT id, collection, path, {(readsTime ? "modified" : "0")} FROM documents
                WHERE collection = $1 AND path >= $2 AND path < $3 AND removed IS NULL
                """, collection, prefix, prefix + TextOrder.Last));
    }

    /// <summary>The documents that meet all tests and were removed after <paramref name="generation"/>.</summary>
    public void FindRemoved(long generation, DocumentSet found) =>
        AddTo(found, null, db.Command("SELECT id, collection, path, modified FROM documents WHERE removed > $1", generation));

    private void AddTo(DocumentSet found, DocumentSet? among, SqliteCommand command)
    {
        using SqliteDataReader rows = command.ExecuteReader();
        while (rows.Read())
        {
            DocumentRow row = new(rows);
            if ((among is null || among.Contains(row.Id)) && MeetsAll(row)) found.Add(row.Id);
        }
    }

    private bool MeetsAll(DocumentRow row)
    {
        foreach (DocumentTest test in tests)
        {
            if (!test(row)) return false;
        }
        return true;
    }
}
