using Microsoft.Data.Sqlite;
using SearchEngine.Index.Contracts;

namespace SearchEngine.Index.Catalog;

/// <summary>The table of collections.</summary>
internal static class CollectionTable
{
    public static List<CollectionEntry> GetAll(CatalogConnection db)
    {
        List<CollectionEntry> collections = [];
        using SqliteDataReader rows = db.Prepare("SELECT id, name, root FROM collections ORDER BY id").ExecuteReader();
        while (rows.Read()) collections.Add(new CollectionEntry(rows.GetInt64(0), rows.GetString(1), rows.GetString(2)));
        return collections;
    }

    public static bool TryDrop(CatalogConnection db, long collection)
    {
        const string sql = "DELETE FROM collections WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM documents WHERE collection = $1)";
        if (db.Run(sql, collection) == 0) return false;
        db.Run("DELETE FROM settings WHERE name LIKE '%:' || $1", collection);
        return true;
    }

    public static CollectionEntry GetOrAdd(CatalogConnection db, string name, string root)
    {
        CollectionEntry? existing = GetAll(db).Find(collection => collection.Name == name);
        if (existing is null)
        {
            long id = db.QueryInt64("INSERT INTO collections (name, root) VALUES ($1, $2) RETURNING id", name, root);
            return new CollectionEntry(id, name, root);
        }
        if (existing.Root == root) return existing;
        throw new IndexException($"The collection '{name}' already exists for the folder {existing.Root}. Choose another name for {root}.");
    }
}
