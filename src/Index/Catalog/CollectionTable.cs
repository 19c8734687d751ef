using Microsoft.Data.Sqlite;
using SearchEngine.Index.Contracts;

namespace SearchEngine.Index.Catalog;

/// <summary>Collections: named folders.</summary>
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
        if (db.Run("DELETE FROM collections WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM documents WHERE collection = $1)", collection) == 0) return false;
        db.Run("DELETE FROM settings WHERE name LIKE '%:' || $1", collection);
        return true;
    }

    public static CollectionEntry GetOrAdd(CatalogConnection db, string name, string root)
    {
        CollectionEntry? known = GetAll(db).Find(collection => collection.Name == name);
        if (known is null) return new CollectionEntry(db.QueryInt64("INSERT INTO collections (name, root) VALUES ($1, $2) RETURNING id", name, root), name, root);
        return known.Root == root ? known
            : throw new IndexException($"The collection '{name}' is already there, for the folder {known.Root}. Choose another name for {root}.");
    }
}
