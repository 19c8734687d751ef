using Microsoft.Data.Sqlite;
using SearchEngine.Index.Catalog;

namespace SearchEngine.Index.Checking;

/// <summary>The first hundred bytes of a database, without which SQLite reads nothing of it (sqlite.org/fileformat.html, 1.3).</summary>
internal static class CatalogHeader
{
    private const int Length = 100, PagesAt = 28, PagesLength = 12;

    public static bool IsReadable(string path)
    {
        try
        {
            using CatalogConnection db = CatalogCheck.Open(path);
            return db.Number("SELECT count(*) FROM sqlite_master") > 0;
        }
        catch (SqliteException e) when (CatalogCheck.IsDamage(e))
        {
            return false;
        }
    }

    /// <summary>Copies a catalog and gives the copy the header of another, which differs only in how many pages there are.</summary>
    /// <returns>The copy; where it cannot be read either, <paramref name="sound"/>, in which there is nothing.</returns>
    public static string Replace(string path, string copy, string sound)
    {
        File.Copy(path, copy);
        if (CatalogConnection.HasLog(path)) File.Copy(path + "-wal", copy + "-wal");
        byte[] header = new byte[Length];
        using (FileStream file = File.OpenRead(sound)) file.ReadExactly(header);

        // How many pages there are and which are free: with none said, SQLite goes by the file's length.
        header.AsSpan(PagesAt, PagesLength).Clear();
        using (FileStream file = File.OpenWrite(copy)) file.Write(header);
        return IsReadable(copy) ? copy : sound;
    }
}
