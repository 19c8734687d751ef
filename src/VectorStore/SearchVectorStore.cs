using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.VectorData;
using Microsoft.Extensions.VectorData.ProviderServices;
using SearchEngine.Index.Catalog;

namespace SearchEngine.VectorStore;

/// <summary>
/// A vector store in one file: collections of records with vectors that are searched exactly, words that are searched by BM25, and filters that are decided before either. Safe for concurrent use; any number of
/// processes may read it, one at a time writes. docs/semantic-kernel.md says which keys, properties and filters it takes.
/// </summary>
public sealed class SearchVectorStore : Microsoft.Extensions.VectorData.VectorStore
{
    internal const string SystemName = "searchengine";

    private readonly RecordDatabase _database;
    private readonly IEmbeddingGenerator? _embeddingGenerator;
    private readonly VectorStoreMetadata _metadata;

    /// <summary>Opens a vector store; its file is made when it is first used.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">What makes vectors of texts.</param>
    public SearchVectorStore(string path, SearchVectorStoreOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        _database = new RecordDatabase(path);
        _embeddingGenerator = options?.EmbeddingGenerator;
        _metadata = new VectorStoreMetadata { VectorStoreSystemName = SystemName, VectorStoreName = _database.Name };
    }

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">Records of this type cannot be kept; the message names what is in the way.</exception>
    public override VectorStoreCollection<TKey, TRecord> GetCollection<TKey, TRecord>(string name, VectorStoreCollectionDefinition? definition = null) =>
        typeof(TRecord) == typeof(Dictionary<string, object?>)
            ? throw new ArgumentException(VectorDataStrings.GetCollectionWithDictionaryNotSupported)
            : new SearchVectorCollection<TKey, TRecord>(_database, ownsDatabase: false, name, new RecordModelBuilder().Build(typeof(TRecord), typeof(TKey), definition, _embeddingGenerator));

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">Records of this definition cannot be kept; the message names what is in the way.</exception>
    public override VectorStoreCollection<object, Dictionary<string, object?>> GetDynamicCollection(string name, VectorStoreCollectionDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        return new SearchVectorCollection<object, Dictionary<string, object?>>(_database, ownsDatabase: false, name, new RecordModelBuilder().BuildDynamic(definition, definition.EmbeddingGenerator ?? _embeddingGenerator));
    }

    /// <inheritdoc/>
    public override async IAsyncEnumerable<string> ListCollectionNamesAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        string[] names = await VectorStoreErrors.TranslateAsync(_metadata, null, "ListCollectionNames", () => _database.ReadAsync(Names, cancellationToken)).ConfigureAwait(false);
        foreach (string name in names) yield return name;

        static string[] Names(CatalogConnection connection)
        {
            using Microsoft.Data.Sqlite.SqliteDataReader reader = connection.Prepare("SELECT name FROM collections ORDER BY name").ExecuteReader();
            List<string> found = [];
            while (reader.Read()) found.Add(reader.GetString(0));
            return [.. found];
        }
    }

    /// <inheritdoc/>
    public override Task<bool> CollectionExistsAsync(string name, CancellationToken cancellationToken = default) =>
        VectorStoreErrors.TranslateAsync(_metadata, name, "CollectionExists", () => _database.ReadAsync(connection => RecordTable.Find(connection, name) is not null, cancellationToken));

    /// <inheritdoc/>
    public override Task EnsureCollectionDeletedAsync(string name, CancellationToken cancellationToken = default) =>
        VectorStoreErrors.TranslateAsync(_metadata, name, "DeleteCollection", () => DeleteCollectionAsync(_database, name, cancellationToken));

    internal static Task<bool> DeleteCollectionAsync(RecordDatabase database, string name, CancellationToken cancellation) => database.WriteAsync(
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
        return serviceKey is not null ? null : serviceType == typeof(VectorStoreMetadata) ? _metadata : serviceType.IsInstanceOfType(this) ? this : null;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) _database.Dispose();
        base.Dispose(disposing);
    }
}
