using Microsoft.Data.Sqlite;
using SearchEngine.Index.Catalog;

namespace SearchEngine.Index.Checking;

/// <summary>
/// The first hundred bytes of a database, without which SQLite cannot read any of it (sqlite.org/fileformat.html,
/// 1.3).
/// </summary>
internal static class CatalogHeader
{
    private const int Length = 100, PageCountOffset = 28, PageFieldsLength = 12;

    public static bool IsReadable(string path)
    {
        try
        {
            using CatalogConnection db = CatalogCheck.Open(path);
            return db.QueryInt64("SELECT count(*) FROM sqlite_master") > 0;
        }
        catch (SqliteException e) when (CatalogCheck.IsDamage(e))
        {
            return false;
        }
    }

    /// <summary>
    /// Copies a catalog and replaces the copy's header by that of an intact catalog, which differs only in the number
    /// of pages.
    /// </summary>
    /// <returns>The copy; if it is still unreadable, <paramref name="intact"/>, which has no rows.</returns>
    public static string CopyWithHeader(string path, string copy, string intact)
    {
        File.Copy(path, copy);
        if (CatalogConnection.HasWriteAheadLog(path)) File.Copy(path + "-wal", copy + "-wal");
        byte[] header = new byte[Length];
        using (FileStream file = File.OpenRead(intact)) file.ReadExactly(header);

        // The number of pages and the list of free pages: without them, SQLite uses the length of the file.
        header.AsSpan(PageCountOffset, PageFieldsLength).Clear();
        using (FileStream file = File.OpenWrite(copy)) file.Write(header);
        return IsReadable(copy) ? copy : intact;
    }
}
