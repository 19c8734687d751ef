using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.VectorData;
using Microsoft.Extensions.VectorData.ProviderServices;
using SearchEngine.Index.Catalog;

namespace SearchEngine.VectorStore;

/// <summary>A collection of a <see cref="SearchVectorStore"/>. Safe for concurrent use.</summary>
/// <typeparam name="TKey">Type of the key: string, int, long or Guid; object for records without a type of their own.</typeparam>
/// <typeparam name="TRecord">Type of the records.</typeparam>
public sealed partial class SearchVectorCollection<TKey, TRecord> : VectorStoreCollection<TKey, TRecord>, IKeywordHybridSearchable<TRecord> where TKey : notnull where TRecord : class
{
    private readonly RecordDatabase _database;
    private readonly bool _ownsDatabase;
    private readonly CollectionModel _model;
    private readonly RecordMapper<TRecord> _mapper;
    private readonly VectorStoreCollectionMetadata _metadata;
    private readonly VectorStoreMetadata _storeMetadata;

    /// <summary>Opens a collection of a vector store's file by itself.</summary>
    /// <param name="path">The file.</param>
    /// <param name="name">Name of the collection.</param>
    /// <param name="definition">What the records are; null for what their attributes say.</param>
    /// <param name="options">What makes vectors of texts.</param>
    /// <exception cref="NotSupportedException">Records of this type cannot be kept; the message names what is in the way.</exception>
    public SearchVectorCollection(string path, string name, VectorStoreCollectionDefinition? definition = null, SearchVectorStoreOptions? options = null)
        : this(new RecordDatabase(path), ownsDatabase: true, name, typeof(TRecord) == typeof(Dictionary<string, object?>)
            ? new RecordModelBuilder().BuildDynamic(definition ?? throw new ArgumentNullException(nameof(definition)), definition.EmbeddingGenerator ?? options?.EmbeddingGenerator)
            : new RecordModelBuilder().Build(typeof(TRecord), typeof(TKey), definition, options?.EmbeddingGenerator))
    {
    }

    internal SearchVectorCollection(RecordDatabase database, bool ownsDatabase, string name, CollectionModel model)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        (_database, _ownsDatabase, Name, _model, _mapper) = (database, ownsDatabase, name, model, new RecordMapper<TRecord>(model));
        _storeMetadata = new VectorStoreMetadata { VectorStoreSystemName = SearchVectorStore.SystemName, VectorStoreName = database.Name };
        _metadata = new VectorStoreCollectionMetadata { VectorStoreSystemName = SearchVectorStore.SystemName, VectorStoreName = database.Name, CollectionName = name };
    }

    /// <inheritdoc/>
    public override string Name { get; }

    /// <inheritdoc/>
    public override Task<bool> CollectionExistsAsync(CancellationToken cancellationToken = default) =>
        ReadAsync("CollectionExists", connection => RecordTable.Find(connection, Name) is not null, cancellationToken);

    /// <inheritdoc/>
    /// <exception cref="VectorStoreException">There is one of that name for other records.</exception>
    public override async Task EnsureCollectionExistsAsync(CancellationToken cancellationToken = default)
    {
        if (await ReadAsync("CreateCollection", Exists, cancellationToken).ConfigureAwait(false)) return;
        await WriteAsync(
            "CreateCollection",
            connection =>
            {
                // Another may have made it meanwhile.
                if (!Exists(connection)) RecordTable.Create(connection, Name, _model);
                return true;
            },
            cancellationToken).ConfigureAwait(false);

        bool Exists(CatalogConnection connection) => RecordTable.Find(connection, Name) is not null && RecordTable.GetRequired(connection, Name, _model) is not null;
    }

    /// <inheritdoc/>
    public override Task EnsureCollectionDeletedAsync(CancellationToken cancellationToken = default) =>
        VectorStoreErrors.TranslateAsync(_storeMetadata, Name, "DeleteCollection", () => SearchVectorStore.DeleteCollectionAsync(_database, Name, cancellationToken));

    /// <inheritdoc/>
    public override async Task<TRecord?> GetAsync(TKey key, RecordRetrievalOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        return (await GetAsync("Get", [key], options, cancellationToken).ConfigureAwait(false)).FirstOrDefault();
    }

    /// <inheritdoc/>
    public override async IAsyncEnumerable<TRecord> GetAsync(IEnumerable<TKey> keys, RecordRetrievalOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(keys);
        TKey[] wanted = [.. keys];
        foreach (TRecord record in wanted.Length == 0 ? [] : await GetAsync("GetBatch", wanted, options, cancellationToken).ConfigureAwait(false)) yield return record;
    }

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">The filter has an expression that is not supported; the message names it.</exception>
    public override async IAsyncEnumerable<TRecord> GetAsync(
        Expression<Func<TRecord, bool>> filter, int top, FilteredRecordRetrievalOptions<TRecord>? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        options ??= new FilteredRecordRetrievalOptions<TRecord>();
        bool vectors = CheckIncludeVectors(options.IncludeVectors);
        IReadOnlyList<TRecord> found = await ReadAsync(
            "Get",
            connection =>
            {
                RecordTable table = RecordTable.GetRequired(connection, Name, _model);
                (string condition, object?[] parameters) = SqlFilterTranslator.Translate(filter, _model, table);
                IEnumerable<string> order = (options.OrderBy?.Invoke(new()).Values ?? []).Select(by => $"{table.GetColumn(_model.GetDataOrKeyProperty(by.PropertySelector))} {(by.Ascending ? "ASC" : "DESC")}").Append("row");
                string sql = $"SELECT {_mapper.GetColumnList(table, vectors)} FROM {table.RowTable} WHERE {condition} ORDER BY {string.Join(", ", order)} LIMIT ${parameters.Length + 1} OFFSET ${parameters.Length + 2}";
                using SqliteDataReader reader = connection.Prepare(sql, [.. parameters, (long)top, (long)options.Skip]).ExecuteReader();
                List<TRecord> records = [];
                while (reader.Read())
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    records.Add(_mapper.ReadRecord(reader, vectors));
                }
                return records;
            },
            cancellationToken).ConfigureAwait(false);
        foreach (TRecord record in found) yield return record;
    }

    /// <inheritdoc/>
    public override Task DeleteAsync(TKey key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        return DeleteAsync([key], cancellationToken);
    }

    /// <inheritdoc/>
    public override async Task DeleteAsync(IEnumerable<TKey> keys, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(keys);
        object[] gone = [.. keys.Select(key => _mapper.ToKeyValue(key))];
        if (gone.Length == 0) return;
        await WriteAsync(
            "Delete",
            connection =>
            {
                RecordTable table = RecordTable.GetRequired(connection, Name, _model);
                foreach (object key in gone)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    if (table.HasFullText) connection.Run($"DELETE FROM {table.WordTable} WHERE rowid = (SELECT row FROM {table.RowTable} WHERE {table.GetColumn(_model.KeyProperty)} = $1)", key);
                    connection.Run($"DELETE FROM {table.RowTable} WHERE {table.GetColumn(_model.KeyProperty)} = $1", key);
                }
                return table.IncrementVersion(connection);
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override Task UpsertAsync(TRecord record, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(record);
        return UpsertAsync([record], cancellationToken);
    }

    /// <inheritdoc/>
    /// <remarks>All of the records are kept, or none.</remarks>
    public override async Task UpsertAsync(IEnumerable<TRecord> records, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(records);
        TRecord[] given = [.. records];
        if (given.Length == 0) return;
        Dictionary<VectorPropertyModel, IReadOnlyList<Embedding>> embeddings = [];
        foreach (VectorPropertyModel property in _model.VectorProperties.Where(property => !RecordModelBuilder.IsVector(property.Type)))
            embeddings[property] = await property.GenerateEmbeddingsAsync(given.Select(property.GetValueAsObject), cancellationToken).ConfigureAwait(false);
        object?[][] rows = [.. given.Select((record, i) => _mapper.ToRow(record, embeddings.ToDictionary(pair => pair.Key, pair => pair.Value[i])))];
        await WriteAsync(
            "Upsert",
            connection =>
            {
                RecordTable table = RecordTable.GetRequired(connection, Name, _model);
                string key = table.GetColumn(_model.KeyProperty);
                string[] columns = [.. _model.Properties.Select(table.GetColumn)];
                // Where the key is all there is, setting it to itself keeps the row's number in the answer.
                string upsert = $"INSERT INTO {table.RowTable} ({string.Join(", ", columns)}) VALUES ({CreateParameterList(columns.Length)}) ON CONFLICT ({key}) DO UPDATE SET {string.Join(", ", columns.Select(column => $"{column} = excluded.{column}"))} RETURNING row";
                foreach (object?[] row in rows)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    long number = connection.QueryInt64(upsert, row);
                    if (table.HasFullText) IndexWords(connection, table, number, row);
                }
                return table.IncrementVersion(connection);
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        return serviceKey is not null ? null : serviceType == typeof(VectorStoreCollectionMetadata) ? _metadata : serviceType.IsInstanceOfType(this) ? this : null;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && _ownsDatabase) _database.Dispose();
        base.Dispose(disposing);
    }

    private void IndexWords(CatalogConnection connection, RecordTable table, long row, object?[] values)
    {
        (string Column, object? Value)[] words = [.. _model.Properties.Select((property, i) => (property, i)).Where(one => one.property is DataPropertyModel { IsFullTextIndexed: true }).Select(one => (table.GetColumn(one.property), values[one.i]))];
        connection.Run($"DELETE FROM {table.WordTable} WHERE rowid = $1", row);
        connection.Run($"INSERT INTO {table.WordTable} (rowid, {string.Join(", ", words.Select(word => word.Column))}) VALUES ({CreateParameterList(words.Length + 1)})", [row, .. words.Select(word => word.Value)]);
    }

    private async Task<IReadOnlyList<TRecord>> GetAsync(string operation, TKey[] keys, RecordRetrievalOptions? options, CancellationToken cancellation)
    {
        bool vectors = CheckIncludeVectors(options?.IncludeVectors == true);
        object[] wanted = [.. keys.Select(key => _mapper.ToKeyValue(key))];
        return await ReadAsync(
            operation,
            connection =>
            {
                RecordTable table = RecordTable.GetRequired(connection, Name, _model);
                List<TRecord> found = [];
                foreach (object key in wanted)
                {
                    cancellation.ThrowIfCancellationRequested();
                    using SqliteDataReader reader = connection.Prepare($"SELECT {_mapper.GetColumnList(table, vectors)} FROM {table.RowTable} WHERE {table.GetColumn(_model.KeyProperty)} = $1", key).ExecuteReader();
                    if (reader.Read()) found.Add(_mapper.ReadRecord(reader, vectors));
                }
                return found;
            },
            cancellation).ConfigureAwait(false);
    }

    private bool CheckIncludeVectors(bool include) => include && _model.EmbeddingGenerationRequired ? throw new NotSupportedException(VectorDataStrings.IncludeVectorsNotSupportedWithEmbeddingGeneration) : include;

    private Task<T> ReadAsync<T>(string operation, Func<CatalogConnection, T> work, CancellationToken cancellation) => VectorStoreErrors.TranslateAsync(_storeMetadata, Name, operation, () => _database.ReadAsync(work, cancellation));

    private Task<T> WriteAsync<T>(string operation, Func<CatalogConnection, T> work, CancellationToken cancellation) => VectorStoreErrors.TranslateAsync(_storeMetadata, Name, operation, () => _database.WriteAsync(work, cancellation));

    private static string CreateParameterList(int count) => string.Join(", ", Enumerable.Range(1, count).Select(i => $"${i}"));
}
