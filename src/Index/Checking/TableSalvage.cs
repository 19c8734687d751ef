using Microsoft.Data.Sqlite;
using SearchEngine.Index.Catalog;

namespace SearchEngine.Index.Checking;

/// <summary>Copies the rows of a table that can be read, and steps over those that cannot.</summary>
/// <param name="source">The damaged database.</param>
/// <param name="target">The database that the rows go to.</param>
/// <param name="table">The table.</param>
/// <param name="columns">Its columns.</param>
internal sealed class TableSalvage(CatalogConnection source, CatalogConnection target, string table, params IReadOnlyList<string> columns)
{
    private readonly string _select = $"SELECT {string.Join(", ", columns)} FROM {table}";

    /// <summary>Copies a table that has no row ids, as far as it can be read from its beginning.</summary>
    public void CopyFromStart()
    {
        try
        {
            using SqliteDataReader rows = source.Prepare(_select).ExecuteReader();
            while (rows.Read()) Insert(rows, 0);
        }
        catch (SqliteException e) when (CatalogCheck.IsDamage(e))
        {
            // What was read is kept.
        }
    }

    /// <summary>Copies a table row by row, in the order of row ids.</summary>
    public void Copy()
    {
        for (long? next = 0; next is { } from; next = TryCopyFrom(ref from) ? null : FindNextReadable(from)) ;
    }

    /// <summary>Copies from a row on; false if a row cannot be read, which then is at or after <paramref name="next"/>.</summary>
    private bool TryCopyFrom(ref long next)
    {
        try
        {
            using SqliteDataReader rows = SelectFrom(next, "");
            while (rows.Read())
            {
                Insert(rows, 1);
                next = rows.GetInt64(0) + 1;
            }
            return true;
        }
        catch (SqliteException e) when (CatalogCheck.IsDamage(e))
        {
            return false;
        }
    }

    /// <summary>The first row id after <paramref name="unreadable"/> from which reading goes on; null if there is none. Found in steps that double, then by halves.</summary>
    private long? FindNextReadable(long unreadable)
    {
        for (long step = 1; unreadable <= long.MaxValue - step; step *= 2)
        {
            if (!CanRead(unreadable + step)) continue;
            long bad = unreadable + step / 2, good = unreadable + step;
            while (good - bad > 1)
            {
                long middle = bad + (good - bad) / 2;
                if (CanRead(middle)) good = middle;
                else bad = middle;
            }
            return good;
        }
        return null;
    }

    private bool CanRead(long from)
    {
        try
        {
            using SqliteDataReader rows = SelectFrom(from, " LIMIT 1");
            rows.Read();
            return true;
        }
        catch (SqliteException e) when (CatalogCheck.IsDamage(e))
        {
            return false;
        }
    }

    private SqliteDataReader SelectFrom(long row, string limit) =>
        source.Prepare($"SELECT rowid, {string.Join(", ", columns)} FROM {table} WHERE rowid >= $1 ORDER BY rowid{limit}", row).ExecuteReader();

    /// <summary>Rows that break a rule of the table are left out: they were misread.</summary>
    private void Insert(SqliteDataReader row, int first)
    {
        object?[] values = [.. columns.Select((_, i) => row.GetValue(first + i))];
        target.Run($"INSERT OR IGNORE INTO {table} ({string.Join(", ", columns)}) VALUES ({string.Join(", ", columns.Select((_, i) => $"${i + 1}"))})", values);
    }
}
