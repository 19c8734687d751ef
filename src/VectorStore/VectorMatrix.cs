using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using SearchEngine.Index.Catalog;
using SearchEngine.Index.Contracts;

namespace SearchEngine.VectorStore;

/// <summary>All vectors of a property in memory, row after row, as of one version of their collection.</summary>
internal sealed class VectorMatrix
{
    private readonly long[] _rows;
    private readonly float[] _values;
    private readonly int _dimensions;

    private VectorMatrix(long version, int dimensions, long[] rows, float[] values) => (Version, _dimensions, _rows, _values) = (version, dimensions, rows, values);

    public long Version { get; }

    public static VectorMatrix Load(CatalogConnection connection, RecordTable table, string column, int dimensions, CancellationToken cancellation)
    {
        int count = checked((int)connection.QueryInt64($"SELECT count({column}) FROM {table.RowTable}"));
        long[] rows = new long[count];
        float[] values = new float[checked(count * dimensions)];
        using SqliteDataReader reader = connection.Prepare($"SELECT row, {column} FROM {table.RowTable} WHERE {column} IS NOT NULL ORDER BY row").ExecuteReader();
        for (int i = 0; i < count && reader.Read(); i++)
        {
            if (i % 1024 == 0) cancellation.ThrowIfCancellationRequested();
            rows[i] = reader.GetInt64(0);
            MemoryMarshal.Cast<byte, float>(reader.GetFieldValue<byte[]>(1)).CopyTo(values.AsSpan(i * dimensions, dimensions));
        }
        return new VectorMatrix(table.Version, dimensions, rows, values);
    }

    /// <summary>The nearest vectors, best first; scores are larger for the nearer.</summary>
    /// <param name="query">A vector of the same length.</param>
    /// <param name="distance">What near means.</param>
    /// <param name="count">How many, at most.</param>
    /// <param name="allowedRows">The rows to look at; null for all.</param>
    /// <param name="cancellation">Ends it.</param>
    public IReadOnlyList<Hit> FindNearest(ReadOnlySpan<float> query, VectorDistance distance, int count, HashSet<long>? allowedRows, CancellationToken cancellation)
    {
        TopHits best = new(count);
        for (int i = 0; i < _rows.Length; i++)
        {
            if (i % 1024 == 0) cancellation.ThrowIfCancellationRequested();
            if (allowedRows is null || allowedRows.Contains(_rows[i])) best.Add(_rows[i], distance.ToRankingScore(distance.Compute(query, _values.AsSpan(i * _dimensions, _dimensions))));
        }
        return best.Drain();
    }
}
