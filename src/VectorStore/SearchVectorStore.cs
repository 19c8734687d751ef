using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.VectorData;
using Microsoft.Extensions.VectorData.ProviderServices;
using SearchEngine.Index.Catalog;

namespace SearchEngine.VectorStore;

/// <summary>
/// A vector store in one file: collections of records with exact vector search, BM25 full-text search, and filters that are applied before
/// either. Safe for concurrent use; any number of processes can read the file, and one at a time can write it. docs/semantic-kernel.md
/// lists the supported keys, properties and filters.
/// </summary>
public sealed class SearchVectorStore : Microsoft.Extensions.VectorData.VectorStore
{
    internal const string SystemName = "searchengine";

    private readonly RecordDatabase _database;
    private readonly IEmbeddingGenerator? _embeddingGenerator;
    private readonly VectorStoreMetadata _metadata;

    /// <summary>Opens a vector store; the file is created on first use.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">The embedding generator for texts.</param>
    public SearchVectorStore(string path, SearchVectorStoreOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        _database = new RecordDatabase(path);
        _embeddingGenerator = options?.EmbeddingGenerator;
        _metadata = new VectorStoreMetadata { VectorStoreSystemName = SystemName, VectorStoreName = _database.Name };
    }

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">Records of this type cannot be stored; the message names the reason.</exception>
    public override VectorStoreCollection<TKey, TRecord> GetCollection<TKey, TRecord>(
        string name,
        VectorStoreCollectionDefinition? definition = null)
    {
        if (typeof(TRecord) == typeof(Dictionary<string, object?>))
        {
            throw new ArgumentException(VectorDataStrings.GetCollectionWithDictionaryNotSupported);
        }
        CollectionModel model = new RecordModelBuilder().Build(typeof(TRecord), typeof(TKey), definition, _embeddingGenerator);
        return new SearchVectorCollection<TKey, TRecord>(_database, ownsDatabase: false, name, model);
    }

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">Records of this definition cannot be stored; the message names the reason.</exception>
    public override VectorStoreCollection<object, Dictionary<string, object?>> GetDynamicCollection(
        string name,
        VectorStoreCollectionDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        CollectionModel model = new RecordModelBuilder().BuildDynamic(definition, definition.EmbeddingGenerator ?? _embeddingGenerator);
        return new SearchVectorCollection<object, Dictionary<string, object?>>(_database, ownsDatabase: false, name, model);
    }

    /// <inheritdoc/>
    public override async IAsyncEnumerable<string> ListCollectionNamesAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        string[] names = await VectorStoreErrors.TranslateAsync(
            _metadata,
            null,
            "ListCollectionNames",
            () => _database.ReadAsync(ReadNames, cancellationToken)).ConfigureAwait(false);
        foreach (string name in names) yield return name;

        static string[] ReadNames(CatalogConnection connection)
        {
            using SqliteDataReader reader = connection.Prepare("SELECT name FROM collections ORDER BY name").ExecuteReader();
            List<string> found = [];
            while (reader.Read()) found.Add(reader.GetString(0));
            return [.. found];
        }
    }

    /// <inheritdoc/>
    public override Task<bool> CollectionExistsAsync(string name, CancellationToken cancellationToken = default) =>
        VectorStoreErrors.TranslateAsync(
            _metadata,
            name,
            "CollectionExists",
            () => _database.ReadAsync(connection => RecordTable.Find(connection, name) is not null, cancellationToken));

    /// <inheritdoc/>
    public override Task EnsureCollectionDeletedAsync(string name, CancellationToken cancellationToken = default) =>
        VectorStoreErrors.TranslateAsync(
            _metadata,
            name,
            "DeleteCollection",
            () => DeleteCollectionAsync(_database, name, cancellationToken));

    internal static Task<bool> DeleteCollectionAsync(RecordDatabase database, string name, CancellationToken cancellation) =>
        database.WriteAsync(
            connection =>
            {
                if (RecordTable.Find(connection, name) is not { } table) return false;
                table.Drop(connection);
                database.DropMatrices(table.Id);
                return true;
            },
            cancellation);

    /// <inheritdoc/>
    public override object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        if (serviceKey is not null) return null;
        if (serviceType == typeof(VectorStoreMetadata)) return _metadata;
        return serviceType.IsInstanceOfType(this) ? this : null;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) _database.Dispose();
        base.Dispose(disposing);
    }
}
