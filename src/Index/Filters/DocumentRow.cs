using Microsoft.Data.Sqlite;

namespace SearchEngine.Index.Filters;

/// <summary>A document as a filter sees it; read from the row only where it is asked for. The columns are id, collection, path and modified.</summary>
internal readonly ref struct DocumentRow(SqliteDataReader row)
{
    public long Id => row.GetInt64(0);

    public long Collection => row.GetInt64(1);

    public string Path => row.GetString(2);

    /// <summary>Ticks, UTC.</summary>
    public long Modified => row.GetInt64(3);
}

/// <summary>Whether a document meets a condition.</summary>
internal delegate bool DocumentTest(DocumentRow document);
