using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.VectorData;
using Microsoft.Extensions.VectorData.ProviderServices;
using SearchEngine.Index.Catalog;

namespace SearchEngine.VectorStore;

/// <summary>A collection of a <see cref="SearchVectorStore"/>. Safe for concurrent use.</summary>
/// <typeparam name="TKey">The type of the key: string, int, long or Guid; object for dynamic records.</typeparam>
/// <typeparam name="TRecord">The type of the records.</typeparam>
public sealed partial class SearchVectorCollection<TKey, TRecord>
    : VectorStoreCollection<TKey, TRecord>, IKeywordHybridSearchable<TRecord>
    where TKey : notnull
    where TRecord : class
{
    private readonly RecordDatabase _database;
    private readonly bool _ownsDatabase;
    private readonly CollectionModel _model;
    private readonly RecordMapper<TRecord> _mapper;
    private readonly VectorStoreCollectionMetadata _metadata;
    private readonly VectorStoreMetadata _storeMetadata;

    /// <summary>Opens a single collection of a vector store's file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="name">The name of the collection.</param>
    /// <param name="definition">The definition of the records; null to use their attributes.</param>
    /// <param name="options">The embedding generator for texts.</param>
    /// <exception cref="NotSupportedException">Records of this type cannot be stored; the message names the reason.</exception>
    public SearchVectorCollection(
        string path,
        string name,
        VectorStoreCollectionDefinition? definition = null,
        SearchVectorStoreOptions? options = null)
        : this(new RecordDatabase(path), ownsDatabase: true, name, BuildModel(definition, options))
    {
    }

    internal SearchVectorCollection(RecordDatabase database, bool ownsDatabase, string name, CollectionModel model)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        (_database, _ownsDatabase, Name, _model) = (database, ownsDatabase, name, model);
        _mapper = new RecordMapper<TRecord>(model);
        _storeMetadata = new VectorStoreMetadata
        {
            VectorStoreSystemName = SearchVectorStore.SystemName,
            VectorStoreName = database.Name,
        };
        _metadata = new VectorStoreCollectionMetadata
        {
            VectorStoreSystemName = SearchVectorStore.SystemName,
            VectorStoreName = database.Name,
            CollectionName = name,
        };
    }

    /// <inheritdoc/>
    public override string Name { get; }

    /// <inheritdoc/>
    public override Task<bool> CollectionExistsAsync(CancellationToken cancellationToken = default) =>
        ReadAsync("CollectionExists", connection => RecordTable.Find(connection, Name) is not null, cancellationToken);

    /// <inheritdoc/>
    /// <exception cref="VectorStoreException">A collection of this name exists for other records.</exception>
    public override async Task EnsureCollectionExistsAsync(CancellationToken cancellationToken = default)
    {
        if (await ReadAsync("CreateCollection", Exists, cancellationToken).ConfigureAwait(false)) return;
        await WriteAsync(
            "CreateCollection",
            connection =>
            {
                // Another writer may have created it in the meantime.
                if (!Exists(connection)) RecordTable.Create(connection, Name, _model);
                return true;
            },
            cancellationToken).ConfigureAwait(false);

        bool Exists(CatalogConnection connection) => RecordTable.Find(connection, Name) is not null && GetTable(connection) is not null;
    }

    /// <inheritdoc/>
    public override Task EnsureCollectionDeletedAsync(CancellationToken cancellationToken = default) =>
        VectorStoreErrors.TranslateAsync(
            _storeMetadata,
            Name,
            "DeleteCollection",
            () => SearchVectorStore.DeleteCollectionAsync(_database, Name, cancellationToken));

    /// <inheritdoc/>
    public override async Task<TRecord?> GetAsync(
        TKey key,
        RecordRetrievalOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        return (await GetAsync("Get", [key], options, cancellationToken).ConfigureAwait(false)).FirstOrDefault();
    }

    /// <inheritdoc/>
    public override async IAsyncEnumerable<TRecord> GetAsync(
        IEnumerable<TKey> keys,
        RecordRetrievalOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(keys);
        TKey[] keyArray = [.. keys];
        if (keyArray.Length == 0) yield break;
        IReadOnlyList<TRecord> records = await GetAsync("GetBatch", keyArray, options, cancellationToken).ConfigureAwait(false);
        foreach (TRecord record in records) yield return record;
    }

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">The filter has an unsupported expression; the message names it.</exception>
    public override async IAsyncEnumerable<TRecord> GetAsync(
        Expression<Func<TRecord, bool>> filter,
        int top,
        FilteredRecordRetrievalOptions<TRecord>? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        options ??= new FilteredRecordRetrievalOptions<TRecord>();
        bool includeVectors = CheckIncludeVectors(options.IncludeVectors);
        IReadOnlyList<TRecord> found = await ReadAsync(
            "Get",
            connection =>
            {
                RecordTable table = GetTable(connection);
                (string condition, object?[] parameters) = SqlFilterTranslator.Translate(filter, _model, table);
                string sql = $"SELECT {_mapper.GetColumnList(table, includeVectors)} FROM {table.RowTable} WHERE {condition} "
                    + $"ORDER BY {GetOrder(options, table)} LIMIT ${parameters.Length + 1} OFFSET ${parameters.Length + 2}";
                object?[] values = [.. parameters, (long)top, (long)options.Skip];
                return ReadRecords(connection.Prepare(sql, values), includeVectors, cancellationToken);
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
        object[] keyValues = [.. keys.Select(key => _mapper.ToKeyValue(key))];
        if (keyValues.Length == 0) return;
        await WriteAsync(
            "Delete",
            connection =>
            {
                RecordTable table = GetTable(connection);
                string rows = $"{table.RowTable} WHERE {table.GetColumn(_model.KeyProperty)} = $1";
                foreach (object key in keyValues)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    if (table.HasFullText)
                    {
                        connection.Run($"DELETE FROM {table.WordTable} WHERE rowid = (SELECT row FROM {rows})", key);
                    }
                    connection.Run($"DELETE FROM {rows}", key);
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
    /// <remarks>Either all of the records are stored, or none.</remarks>
    public override async Task UpsertAsync(IEnumerable<TRecord> records, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(records);
        TRecord[] recordArray = [.. records];
        if (recordArray.Length == 0) return;
        object?[][] rows = await ToRowsAsync(recordArray, cancellationToken).ConfigureAwait(false);
        await WriteAsync(
            "Upsert",
            connection =>
            {
                RecordTable table = GetTable(connection);
                string upsert = ComposeUpsert(table);
                foreach (object?[] row in rows)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    long rowId = connection.QueryInt64(upsert, row);
                    if (table.HasFullText) IndexWords(connection, table, rowId, row);
                }
                return table.IncrementVersion(connection);
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        if (serviceKey is not null) return null;
        if (serviceType == typeof(VectorStoreCollectionMetadata)) return _metadata;
        return serviceType.IsInstanceOfType(this) ? this : null;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && _ownsDatabase) _database.Dispose();
        base.Dispose(disposing);
    }

    private static CollectionModel BuildModel(VectorStoreCollectionDefinition? definition, SearchVectorStoreOptions? options)
    {
        RecordModelBuilder builder = new();
        if (typeof(TRecord) != typeof(Dictionary<string, object?>))
        {
            return builder.Build(typeof(TRecord), typeof(TKey), definition, options?.EmbeddingGenerator);
        }
        ArgumentNullException.ThrowIfNull(definition);
        return builder.BuildDynamic(definition, definition.EmbeddingGenerator ?? options?.EmbeddingGenerator);
    }

    private RecordTable GetTable(CatalogConnection connection) => RecordTable.GetRequired(connection, Name, _model);

    private string GetOrder(FilteredRecordRetrievalOptions<TRecord> options, RecordTable table)
    {
        IEnumerable<string> columns = (options.OrderBy?.Invoke(new()).Values ?? []).Select(order =>
        {
            string column = table.GetColumn(_model.GetDataOrKeyProperty(order.PropertySelector));
            return $"{column} {(order.Ascending ? "ASC" : "DESC")}";
        });
        return string.Join(", ", columns.Append("row"));
    }

    private async Task<IReadOnlyList<TRecord>> GetAsync(
        string operation,
        TKey[] keys,
        RecordRetrievalOptions? options,
        CancellationToken cancellation)
    {
        bool includeVectors = CheckIncludeVectors(options?.IncludeVectors == true);
        object[] keyValues = [.. keys.Select(key => _mapper.ToKeyValue(key))];
        return await ReadAsync(
            operation,
            connection =>
            {
                RecordTable table = GetTable(connection);
                string sql = $"SELECT {_mapper.GetColumnList(table, includeVectors)} FROM {table.RowTable} "
                    + $"WHERE {table.GetColumn(_model.KeyProperty)} = $1";
                List<TRecord> found = [];
                foreach (object key in keyValues)
                {
                    cancellation.ThrowIfCancellationRequested();
                    using SqliteDataReader reader = connection.Prepare(sql, key).ExecuteReader();
                    if (reader.Read()) found.Add(_mapper.ReadRecord(reader, includeVectors));
                }
                return found;
            },
            cancellation).ConfigureAwait(false);
    }

    private List<TRecord> ReadRecords(SqliteCommand query, bool includeVectors, CancellationToken cancellation)
    {
        using SqliteDataReader reader = query.ExecuteReader();
        List<TRecord> records = [];
        while (reader.Read())
        {
            cancellation.ThrowIfCancellationRequested();
            records.Add(_mapper.ReadRecord(reader, includeVectors));
        }
        return records;
    }

    private bool CheckIncludeVectors(bool include) => include && _model.EmbeddingGenerationRequired
        ? throw new NotSupportedException(VectorDataStrings.IncludeVectorsNotSupportedWithEmbeddingGeneration)
        : include;

    private Task<T> ReadAsync<T>(string operation, Func<CatalogConnection, T> work, CancellationToken cancellation) =>
        VectorStoreErrors.TranslateAsync(_storeMetadata, Name, operation, () => _database.ReadAsync(work, cancellation));

    private Task<T> WriteAsync<T>(string operation, Func<CatalogConnection, T> work, CancellationToken cancellation) =>
        VectorStoreErrors.TranslateAsync(_storeMetadata, Name, operation, () => _database.WriteAsync(work, cancellation));
}
