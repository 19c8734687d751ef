using Microsoft.Data.Sqlite;
using SearchEngine.Index.Catalog;
using SearchEngine.Index.Contracts;
using SearchEngine.Index.Files;

namespace SearchEngine.Index.Checking;

/// <summary>
/// Copies what can be read of a damaged catalog into a new one, which replaces it; the damaged catalog is kept.
/// Documents are marked so that the next indexing reads their files again: lost text comes back, and embeddings that
/// were saved are not computed again.
/// </summary>
internal static class CatalogSalvage
{
    private const string Suffix = ".salvage";

    /// <returns>What was saved, and what is left to do.</returns>
    public static string Run(string folder)
    {
        string path = IndexFolder.GetCatalogPath(folder), fresh = path + Suffix, copy = fresh + "-copy";
        DeleteFiles(folder, fresh);

        // Closing it writes its log into the file, so that it can be renamed.
        new CatalogDatabase(fresh, IndexAccess.Write).Dispose();
        string source = CatalogHeader.IsReadable(path) ? path : CatalogHeader.CopyWithHeader(path, copy, fresh);
        string description = CopyReadableRows(source, fresh);

        string kept = Enumerable.Range(1, int.MaxValue).Select(n => $"{path}.damaged-{n}").First(static name => !File.Exists(name));
        File.Move(path, kept);
        if (File.Exists(path + "-wal")) File.Move(path + "-wal", kept + "-wal");
        File.Delete(path + "-shm");
        File.Move(fresh, path);
        DeleteFiles(folder, copy);
        return $"{description} The damaged catalog is kept as {Path.GetFileName(kept)}.";
    }

    private static void DeleteFiles(string folder, string path)
    {
        foreach (string leftover in Directory.EnumerateFiles(folder, Path.GetFileName(path) + "*")) File.Delete(leftover);
    }

    private static string CopyReadableRows(string damaged, string fresh)
    {
        using CatalogConnection source = CatalogCheck.Open(damaged), target = new(fresh, SqliteOpenMode.ReadWrite);
        target.Execute("PRAGMA foreign_keys = OFF");
        target.BeginTransaction(write: true);
        new TableSalvage(source, target, "settings", "name", "value").CopyFromStart();
        foreach ((string table, string[] columns) in Tables) new TableSalvage(source, target, table, columns).Copy();
        MarkForRereading(target);
        target.Commit();
        CatalogRepair.DeleteInvalidRows(target);
        return Describe(target);
    }

    /// <summary>
    /// The tables with row ids and the columns that are copied; everything else follows from the files when they are
    /// read again.
    /// </summary>
    private static readonly (string Table, string[] Columns)[] Tables =
    [
        ("collections", ["id", "name", "root"]),
        ("models", ["id", "fingerprint", "dimensions"]),
        ("embeddings", ["id", "key", "model", "generation", "vector"]),
        ("documents",
            ["id", "collection", "path", "title", "size", "modified", "hash", "status", "reason", "fields", "generation", "removed"]),
        ("chunks", ["id", "document", "ordinal", "start", "\"end\"", "line", "heading", "text", "key", "generation"]),
    ];

    /// <summary>Starts a new history in which every document is new and every file counts as changed.</summary>
    private static void MarkForRereading(CatalogConnection db)
    {
        db.Execute(
            """
            DELETE FROM documents WHERE removed IS NOT NULL OR status NOT IN (0, 1, 2);
            UPDATE documents SET size = -1, modified = 0, hash = 'salvaged:' || hash, generation = 1,
                fields = CASE WHEN json_valid(fields) THEN fields ELSE '{}' END;
            UPDATE chunks SET generation = 1;
            UPDATE embeddings SET generation = 1;
            UPDATE state SET generation = 1;
            """);
        FieldTable.AddAllFromDocuments(db);
    }

    private static string Describe(CatalogConnection db)
    {
        long documents = db.QueryInt64("SELECT count(*) FROM documents");
        long embeddings = db.QueryInt64("SELECT count(*) FROM embeddings");
        long chunks = MaintainedCounts.GetChunkCount(db);
        string[] roots = [.. CollectionTable.GetAll(db).Select(static collection => collection.Root).Where(static root => root.Length > 0)];
        string folders = string.Join(' ', roots.Select(static root => $"'{root}'"));
        string nextStep = roots.Length == 0
            ? "Index each folder again: search index DIR."
            : $"Index again, which reads all files and encodes only what was lost: search index {folders}.";
        return FormattableString.Invariant(
            $"{documents} documents with {chunks} passages and {embeddings} embeddings were copied into a new catalog. {nextStep}");
    }
}
