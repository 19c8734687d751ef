using Microsoft.Data.Sqlite;
using SearchEngine.Index.Catalog;

namespace SearchEngine.Index.Checking;

/// <summary>The first hundred bytes of a database, without which SQLite reads nothing of it (sqlite.org/fileformat.html, 1.3).</summary>
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

    /// <summary>Copies a catalog and gives the copy the header of another, which differs only in how many pages there are.</summary>
    /// <returns>The copy; where it cannot be read either, <paramref name="sound"/>, in which there is nothing.</returns>
    public static string CopyWithHeader(string path, string copy, string sound)
    {
        File.Copy(path, copy);
        if (CatalogConnection.HasWriteAheadLog(path)) File.Copy(path + "-wal", copy + "-wal");
        byte[] header = new byte[Length];
        using (FileStream file = File.OpenRead(sound)) file.ReadExactly(header);

        // How many pages there are and which are free: with none said, SQLite goes by the file's length.
        header.AsSpan(PageCountOffset, PageFieldsLength).Clear();
        using (FileStream file = File.OpenWrite(copy)) file.Write(header);
        return IsReadable(copy) ? copy : sound;
    }
}
