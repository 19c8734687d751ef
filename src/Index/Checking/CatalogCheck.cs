using Microsoft.Data.Sqlite;
using SearchEngine.Index.Catalog;

namespace SearchEngine.Index.Checking;

/// <summary>Checks the catalog: SQLite's own checks, what refers to what, the counts that are kept against counting.</summary>
internal static class CatalogCheck
{
    /// <summary>SQLite's messages about an index whose table is sound: REINDEX makes it anew.</summary>
    private static readonly string[] IndexMessages = ["missing from index", "wrong # of entries in index", "non-unique entry in index"];

    /// <summary>Opens the catalog so that nothing in the folder changes. Only while the writer's lock is held, or the disk is read-only.</summary>
    /// <remarks>Where a killed writer left a log, SQLite maps its -shm file, which is memory and no part of the index.</remarks>
    public static CatalogConnection Open(string path) => new(path, SqliteOpenMode.ReadOnly, immutable: !CatalogConnection.HasWriteAheadLog(path));

    /// <summary>What makes the file unreadable, at least in part; null if it is whole.</summary>
    public static string? FindDamage(CatalogConnection db)
    {
        try
        {
            string[] messages = CheckIntegrity(db);
            if (messages.Length == 0) return db.QueryInt64("SELECT count(*) FROM state") == 1 ? null : "the row that says who it is and how far it has come is missing";
            return $"SQLite's integrity check says: {messages[0]}{(messages.Length == 1 ? "" : $", and {messages.Length - 1} more")}";
        }
        catch (SqliteException e) when (IsDamage(e))
        {
            return $"SQLite says: {e.Message}";
        }
    }

    /// <summary>Whether all that <see cref="FindDamage"/> found is in SQLite's indexes, and the tables are whole.</summary>
    public static bool HasDamagedIndexesOnly(CatalogConnection db)
    {
        try
        {
            return CheckIntegrity(db) is { Length: > 0 } messages && messages.All(static message => IndexMessages.Any(about => message.Contains(about, StringComparison.Ordinal)));
        }
        catch (SqliteException e) when (IsDamage(e))
        {
            return false;
        }
    }

    /// <summary>What does not fit together in a file that is whole: each with what a repair does about it.</summary>
    public static IEnumerable<(string Problem, string Repair)> FindInconsistencies(CatalogConnection db)
    {
        if (db.QueryInt64("SELECT count(*) FROM pragma_foreign_key_check") is > 0 and long orphans)
            yield return ($"{orphans} rows refer to something that is not there", "they are deleted; index again to read their documents anew");
        if (db.QueryInt64("SELECT count(*) FROM embeddings e JOIN models m ON m.id = e.model WHERE length(e.vector) <> 4 * m.dimensions") is > 0 and long odd)
            yield return ($"{odd} embeddings are of another length than their model's", "they are deleted; index again to encode them anew");
        if (MaintainedCounts.CountWrong(db) is > 0 and long wrong)
            yield return ($"{wrong} of the counts that are kept are wrong", "they are counted anew");
    }

    public static bool IsDamage(SqliteException e) => e.SqliteErrorCode is SqliteError.Corrupt or SqliteError.NotADatabase or SqliteError.Error;

    private static string[] CheckIntegrity(CatalogConnection db)
    {
        List<string> messages = [];
        using SqliteDataReader rows = db.Prepare("PRAGMA integrity_check").ExecuteReader();
        while (rows.Read()) messages.Add(rows.GetString(0).ReplaceLineEndings(" "));
        return messages is ["ok"] ? [] : [.. messages];
    }
}
