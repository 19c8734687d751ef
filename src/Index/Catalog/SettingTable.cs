namespace SearchEngine.Index.Catalog;

/// <summary>The table of settings.</summary>
internal static class SettingTable
{
    /// <summary>The setting that holds the fingerprint of the model whose vectors are searched.</summary>
    public const string ModelName = "model";

    public static string? Get(CatalogConnection db, string name) => db.QueryString("SELECT value FROM settings WHERE name = $1", name);

    public static void Set(CatalogConnection db, string name, string? value)
    {
        if (value is null) db.Run("DELETE FROM settings WHERE name = $1", name);
        else db.Run("INSERT INTO settings VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value", name, value);
    }
}
