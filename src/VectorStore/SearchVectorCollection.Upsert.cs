using Microsoft.Extensions.AI;
using Microsoft.Extensions.VectorData.ProviderServices;
using SearchEngine.Index.Catalog;

namespace SearchEngine.VectorStore;

/// <content>Rows of records that are stored.</content>
public sealed partial class SearchVectorCollection<TKey, TRecord>
{
    private async Task<object?[][]> ToRowsAsync(TRecord[] records, CancellationToken cancellation)
    {
        Dictionary<VectorPropertyModel, IReadOnlyList<Embedding>> embeddings = [];
        foreach (VectorPropertyModel property in _model.VectorProperties)
        {
            if (RecordModelBuilder.IsVector(property.Type)) continue;
            IEnumerable<object?> values = records.Select(property.GetValueAsObject);
            embeddings[property] = await property.GenerateEmbeddingsAsync(values, cancellation).ConfigureAwait(false);
        }
        return [.. records.Select((record, i) => _mapper.ToRow(record, embeddings.ToDictionary(pair => pair.Key, pair => pair.Value[i])))];
    }

    private string ComposeUpsert(RecordTable table)
    {
        string key = table.GetColumn(_model.KeyProperty);
        string[] columns = [.. _model.Properties.Select(table.GetColumn)];
        // The key is also set to itself: a record may have no other column, and RETURNING needs an updated row.
        string updates = string.Join(", ", columns.Select(column => $"{column} = excluded.{column}"));
        return $"INSERT INTO {table.RowTable} ({string.Join(", ", columns)}) VALUES ({CreateParameterList(columns.Length)}) "
            + $"ON CONFLICT ({key}) DO UPDATE SET {updates} RETURNING row";
    }

    private void IndexWords(CatalogConnection connection, RecordTable table, long rowId, object?[] row)
    {
        (string Column, object? Value)[] words =
        [
            .. _model.Properties.Select((property, i) => (Property: property, Value: row[i]))
                .Where(pair => pair.Property is DataPropertyModel { IsFullTextIndexed: true })
                .Select(pair => (table.GetColumn(pair.Property), pair.Value)),
        ];
        string columns = string.Join(", ", words.Select(word => word.Column));
        connection.Run($"DELETE FROM {table.WordTable} WHERE rowid = $1", rowId);
        connection.Run(
            $"INSERT INTO {table.WordTable} (rowid, {columns}) VALUES ({CreateParameterList(words.Length + 1)})",
            [rowId, .. words.Select(word => word.Value)]);
    }

    private static string CreateParameterList(int count) => string.Join(", ", Enumerable.Range(1, count).Select(i => $"${i}"));
}
