using Microsoft.Data.Sqlite;
using SearchEngine.Index.Catalog;
using SearchEngine.Index.Files;

namespace SearchEngine.Index.Checking;

/// <summary>Checks the catalog: SQLite's own integrity check, references between tables, and the maintained counts.</summary>
internal static class CatalogCheck
{
    /// <summary>SQLite's messages about a damaged index on an intact table, which REINDEX repairs.</summary>
    private static readonly string[] IndexMessages =
    [
        "missing from index",
        "wrong # of entries in index",
        "non-unique entry in index",
    ];

    /// <summary>
    /// Opens the catalog without changing anything in the folder. Only while the writer's lock is held, or on a
    /// read-only disk.
    /// </summary>
    /// <remarks>Where a killed writer left a log, SQLite maps its -shm file, which is memory and not part of the index.</remarks>
    public static CatalogConnection Open(string path) =>
        new(path, SqliteOpenMode.ReadOnly, immutable: !CatalogConnection.HasWriteAheadLog(path));

    /// <summary>Returns what makes the file at least partly unreadable; null if it is intact.</summary>
    public static string? FindDamage(CatalogConnection db)
    {
        try
        {
            string[] messages = CheckIntegrity(db);
            if (messages.Length == 0)
            {
                bool hasState = db.QueryInt64("SELECT count(*) FROM state") == 1;
                return hasState ? null : "the row with its identity and generation is missing";
            }
            string others = messages.Length == 1 ? "" : $", and {messages.Length - 1} more";
            return $"SQLite's integrity check says: {messages[0]}{others}";
        }
        catch (SqliteException e) when (IsDamage(e))
        {
            return $"SQLite says: {e.Message}";
        }
    }

    /// <summary>
    /// Returns whether everything that <see cref="FindDamage"/> found is in SQLite's indexes, and the tables are
    /// intact.
    /// </summary>
    public static bool HasDamagedIndexesOnly(CatalogConnection db)
    {
        try
        {
            return CheckIntegrity(db) is { Length: > 0 } messages && messages.All(IsAboutIndex);
        }
        catch (SqliteException e) when (IsDamage(e))
        {
            return false;
        }
    }

    /// <summary>Enumerates the inconsistencies of an intact file, each with what a repair does about it.</summary>
    public static IEnumerable<(string Problem, string Repair)> FindInconsistencies(CatalogConnection db)
    {
        if (db.QueryInt64("SELECT count(*) FROM pragma_foreign_key_check") is > 0 and long orphans)
            yield return ($"{orphans} rows refer to something that does not exist", "they are deleted; index again to restore them");

        const string wrongLength =
            "SELECT count(*) FROM embeddings e JOIN models m ON m.id = e.model WHERE length(e.vector) <> 4 * m.dimensions";
        if (db.QueryInt64(wrongLength) is > 0 and long wrongLengths)
            yield return ($"{wrongLengths} embeddings have the wrong length", "they are deleted; index again to restore them");

        if (MaintainedCounts.CountWrong(db) is > 0 and long wrongCounts)
            yield return ($"{wrongCounts} of the stored counts are wrong", "everything is counted again");
    }

    public static bool IsDamage(SqliteException e) =>
        e.SqliteErrorCode is SqliteError.Corrupt or SqliteError.NotADatabase or SqliteError.Error;

    private static bool IsAboutIndex(string message) => IndexMessages.Any(about => message.Contains(about, StringComparison.Ordinal));

    private static string[] CheckIntegrity(CatalogConnection db)
    {
        List<string> messages = [];
        using SqliteDataReader rows = db.Prepare("PRAGMA integrity_check").ExecuteReader();
        while (rows.Read()) messages.Add(rows.GetString(0).ReplaceLineEndings(" "));
        return messages is ["ok"] ? [] : [.. messages];
    }
}
