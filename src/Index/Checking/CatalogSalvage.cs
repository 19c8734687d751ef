using Microsoft.Data.Sqlite;
using SearchEngine.Index.Catalog;
using SearchEngine.Index.Contracts;

namespace SearchEngine.Index.Checking;

/// <summary>
/// Carries what can be read of a damaged catalog into a new one, which takes its place. Documents are marked so that the next indexing reads their files again: what
/// was lost of them comes back, and what was encoded is not encoded again. The damaged catalog is kept.
/// </summary>
internal static class CatalogSalvage
{
    private const string Suffix = ".salvage";

    /// <returns>What was saved, and what is left to do.</returns>
    public static string Run(string folder)
    {
        string path = Path.Combine(folder, CatalogStore.FileName), fresh = path + Suffix, copy = fresh + "-copy";
        foreach (string left in Directory.EnumerateFiles(folder, Path.GetFileName(fresh) + "*")) File.Delete(left);

        // Without a log of its own, so that it can be renamed.
        new CatalogDatabase(fresh, IndexAccess.Write).Dispose();
        string told = CopyReadableRows(CatalogHeader.IsReadable(path) ? path : CatalogHeader.CopyWithHeader(path, copy, fresh), fresh);
        string kept = Enumerable.Range(1, int.MaxValue).Select(n => $"{path}.damaged-{n}").First(static name => !File.Exists(name));
        File.Move(path, kept);
        if (File.Exists(path + "-wal")) File.Move(path + "-wal", kept + "-wal");
        File.Delete(path + "-shm");
        File.Move(fresh, path);
        foreach (string left in Directory.EnumerateFiles(folder, Path.GetFileName(copy) + "*")) File.Delete(left);
        return $"{told} The damaged catalog is kept as {Path.GetFileName(kept)}.";
    }

    private static string CopyReadableRows(string damaged, string fresh)
    {
        using CatalogConnection source = CatalogCheck.Open(damaged), target = new(fresh, SqliteOpenMode.ReadWrite);
        target.Execute("PRAGMA foreign_keys = OFF");
        target.BeginTransaction(write: true);
        new TableSalvage(source, target, "settings", "name", "value").CopyFromStart();
        new TableSalvage(source, target, "collections", "id", "name", "root").Copy();
        new TableSalvage(source, target, "models", "id", "fingerprint", "dimensions").Copy();
        new TableSalvage(source, target, "embeddings", "id", "key", "model", "generation", "vector").Copy();
        new TableSalvage(source, target, "documents", "id", "collection", "path", "title", "size", "modified", "hash", "status", "reason", "fields", "generation", "removed").Copy();
        new TableSalvage(source, target, "chunks", "id", "document", "ordinal", "start", "\"end\"", "line", "heading", "text", "key", "generation").Copy();
        MarkForRereading(target);
        target.Commit();
        CatalogRepair.DeleteInvalidRows(target);
        return Describe(target);
    }

    /// <summary>Begins a history of its own, in which every document is new and no file is as it was.</summary>
    private static void MarkForRereading(CatalogConnection db)
    {
        db.Execute(
            """
            DELETE FROM documents WHERE removed IS NOT NULL OR status NOT IN (0, 1, 2);
            UPDATE documents SET size = -1, modified = 0, hash = 'salvaged:' || hash, generation = 1, fields = CASE WHEN json_valid(fields) THEN fields ELSE '{}' END;
            UPDATE chunks SET generation = 1;
            UPDATE embeddings SET generation = 1;
            UPDATE state SET generation = 1;
            """);
        FieldTable.AddAllFromDocuments(db);
    }

    private static string Describe(CatalogConnection db)
    {
        long documents = db.QueryInt64("SELECT count(*) FROM documents"), embeddings = db.QueryInt64("SELECT count(*) FROM embeddings");
        string[] roots = [.. CollectionTable.GetAll(db).Where(static collection => collection.Root.Length > 0).Select(static collection => $"'{collection.Root}'")];
        string again = roots.Length == 0 ? "Index each folder again: search index DIR." : $"Index again, which reads all files and encodes only what was lost: search index {string.Join(' ', roots)}.";
        return FormattableString.Invariant($"{documents} documents with {MaintainedCounts.GetChunkCount(db)} passages and {embeddings} embeddings were carried into a new catalog. {again}");
    }
}
