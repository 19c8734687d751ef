using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using SearchEngine.Index.Catalog;
using SearchEngine.Index.Contracts;

namespace SearchEngine.VectorStore;

/// <summary>All vectors of a property in memory, of shape (rows, dimensions), as of one version of the collection.</summary>
internal sealed class VectorMatrix
{
    /// <summary>The number of rows between two checks for cancellation.</summary>
    private const int RowsPerCheck = 1024;

    private readonly long[] _rows;
    private readonly float[] _values;
    private readonly int _dimensions;

    private VectorMatrix(long version, int dimensions, long[] rows, float[] values) =>
        (Version, _dimensions, _rows, _values) = (version, dimensions, rows, values);

    public long Version { get; }

    public static VectorMatrix Load(
        CatalogConnection connection,
        RecordTable table,
        string column,
        int dimensions,
        CancellationToken cancellation)
    {
        int count = checked((int)connection.QueryInt64($"SELECT count({column}) FROM {table.RowTable}"));
        long[] rows = new long[count];
        float[] values = new float[checked(count * dimensions)];
        string sql = $"SELECT row, {column} FROM {table.RowTable} WHERE {column} IS NOT NULL ORDER BY row";
        using SqliteDataReader reader = connection.Prepare(sql).ExecuteReader();
        for (int i = 0; i < count && reader.Read(); i++)
        {
            if (i % RowsPerCheck == 0) cancellation.ThrowIfCancellationRequested();
            rows[i] = reader.GetInt64(0);
            MemoryMarshal.Cast<byte, float>(reader.GetFieldValue<byte[]>(1)).CopyTo(values.AsSpan(i * dimensions, dimensions));
        }
        return new VectorMatrix(table.Version, dimensions, rows, values);
    }

    /// <summary>Returns the nearest vectors, best first.</summary>
    /// <param name="query">The query vector.</param>
    /// <param name="distance">The distance function.</param>
    /// <param name="count">The maximum number of hits.</param>
    /// <param name="allowedRows">The rows to compare with; null for all.</param>
    /// <param name="cancellation">Cancels the search.</param>
    public IReadOnlyList<Hit> FindNearest(
        ReadOnlySpan<float> query,
        VectorDistance distance,
        int count,
        HashSet<long>? allowedRows,
        CancellationToken cancellation)
    {
        TopHits best = new(count);
        for (int i = 0; i < _rows.Length; i++)
        {
            if (i % RowsPerCheck == 0) cancellation.ThrowIfCancellationRequested();
            if (allowedRows is not null && !allowedRows.Contains(_rows[i])) continue;
            float measure = distance.Compute(query, _values.AsSpan(i * _dimensions, _dimensions));
            best.Add(_rows[i], distance.ToRankingScore(measure));
        }
        return best.Drain();
    }
}
