using Microsoft.Data.Sqlite;
using SearchEngine.Index.Catalog;

namespace SearchEngine.Index.Checking;

/// <summary>Copies the rows of a table that can be read, and skips those that cannot.</summary>
/// <param name="source">The damaged database.</param>
/// <param name="target">The database to copy to.</param>
/// <param name="table">The table's name.</param>
/// <param name="columns">The columns to copy.</param>
internal sealed class TableSalvage(CatalogConnection source, CatalogConnection target, string table, params IReadOnlyList<string> columns)
{
    private readonly string _columns = string.Join(", ", columns);
    private readonly string _placeholders = string.Join(", ", columns.Select((_, i) => $"${i + 1}"));

    /// <summary>Copies a table without row ids, from its start up to the first row that cannot be read.</summary>
    public void CopyFromStart()
    {
        try
        {
            using SqliteDataReader rows = source.Prepare($"SELECT {_columns} FROM {table}").ExecuteReader();
            while (rows.Read()) Insert(rows, 0);
        }
        catch (SqliteException e) when (CatalogCheck.IsDamage(e))
        {
            // The rows read so far are kept.
        }
    }

    /// <summary>Copies a table row by row in the order of row ids.</summary>
    public void Copy()
    {
        long? next = 0;
        while (next is { } from) next = TryCopyFrom(ref from) ? null : FindNextReadable(from);
    }

    /// <summary>
    /// Copies rows from <paramref name="next"/> on. Returns false at a row that cannot be read; <paramref
    /// name="next"/> is then at or before it.
    /// </summary>
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

    /// <summary>
    /// Returns the first row id after <paramref name="unreadable"/> from which rows can be read again, or null.
    /// Searches in steps that double, then by bisection.
    /// </summary>
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
        source.Prepare($"SELECT rowid, {_columns} FROM {table} WHERE rowid >= $1 ORDER BY rowid{limit}", row).ExecuteReader();

    /// <summary>Inserts a row. Rows that violate a constraint are left out, because they were misread.</summary>
    private void Insert(SqliteDataReader row, int first)
    {
        object?[] values = [.. columns.Select((_, i) => row.GetValue(first + i))];
        target.Run($"INSERT OR IGNORE INTO {table} ({_columns}) VALUES ({_placeholders})", values);
    }
}
