using System.Numerics.Tensors;
using SearchEngine.Index.Contracts;
using SearchEngine.Index.Files;

namespace SearchEngine.Index.Catalog;

/// <summary>
/// The catalog: collections, documents, chunks and embeddings, from which everything else in the index is derived.
/// Each change is one transaction, so the process may be killed at any moment. Thread-safe; changes are serialized
/// and require an index opened for writing.
/// </summary>
/// <remarks>Every method throws <see cref="IndexException"/> if the database is damaged, the disk is full and the like.</remarks>
internal sealed class CatalogStore : IDisposable
{
    private readonly CatalogDatabase _database;

    public CatalogStore(string folder, IndexAccess access) => _database = new CatalogDatabase(IndexFolder.GetCatalogPath(folder), access);

    /// <summary>The identity of this catalog, which the stamps of derived indexes name.</summary>
    public string Identity => _database.Read(StateTable.GetIdentity);

    /// <summary>The number of changes made to the catalog.</summary>
    public long Generation => _database.Read(StateTable.GetGeneration);

    /// <summary>Returns all collections in the order in which they were added.</summary>
    public IReadOnlyList<CollectionEntry> GetCollections() => _database.Read(CollectionTable.GetAll);

    /// <summary>Returns the collection <paramref name="name"/>, and adds it if it does not exist.</summary>
    /// <param name="name">The collection's name.</param>
    /// <param name="root">The folder that contains its documents.</param>
    /// <exception cref="IndexException">The name belongs to another folder.</exception>
    public CollectionEntry GetOrAddCollection(string name, string root) => _database.Write(db => CollectionTable.GetOrAdd(db, name, root));

    /// <summary>
    /// Changes a collection's folder after it was moved. Document paths are relative to it, so nothing else changes.
    /// </summary>
    public void MoveCollection(long collection, string root) =>
        _database.Write(db => db.Run("UPDATE collections SET root = $1 WHERE id = $2", root, collection));

    /// <summary>
    /// Removes a collection. Returns false while it still has documents, or removed documents that a search can see.
    /// </summary>
    public bool TryDropCollection(long collection) => _database.Write(db => CollectionTable.TryDrop(db, collection));

    /// <summary>Returns the state of each file of a collection, ordered by path.</summary>
    public IReadOnlyList<FileState> GetFileStates(long collection) => _database.Read(db => DocumentTable.GetFileStates(db, collection));

    /// <summary>
    /// Returns the number of chunks of each document of a collection, by path; documents without chunks are left out.
    /// </summary>
    public IReadOnlyDictionary<string, int> GetChunkCounts(long collection) =>
        _database.Read(db => DocumentTable.GetChunkCounts(db, collection));

    /// <summary>Stores a document and replaces any older version of it.</summary>
    /// <returns>The document's id.</returns>
    public long PutDocument(long collection, DocumentEntry document) => _database.Write(db => DocumentTable.Put(db, collection, document));

    /// <summary>Returns a document as it was stored, or null.</summary>
    public DocumentEntry? FindDocument(long collection, string path) => _database.ReadState(db => DocumentTable.Get(db, collection, path));

    /// <summary>Returns whether a document exists, without reading it.</summary>
    public bool HasDocument(long collection, string path) => _database.Read(db => DocumentTable.Has(db, collection, path));

    /// <summary>
    /// Updates the modification time (UTC) of a document whose content is unchanged. Returns false if the document
    /// does not exist.
    /// </summary>
    public bool TryTouchDocument(long collection, string path, DateTime modifiedUtc) =>
        _database.Write(db => DocumentTable.TryTouch(db, collection, path, modifiedUtc));

    /// <summary>
    /// Removes a document and its chunks. Embeddings stay, because the text may come back under another name. Returns
    /// false if the document does not exist.
    /// </summary>
    public bool TryRemoveDocument(long collection, string path) => _database.Write(db => DocumentTable.TryRemove(db, collection, path));

    /// <summary>Removes all documents of a collection.</summary>
    /// <returns>The number of removed documents.</returns>
    public int RemoveDocuments(long collection) => _database.Write(db => DocumentTable.RemoveAll(db, collection));

    /// <summary>Stores embeddings. A key that already has one under this model keeps it.</summary>
    /// <param name="model">Fingerprint of the model that computed them.</param>
    /// <param name="embeddings">Vectors by <see cref="ChunkEntry.EmbeddingKey"/>, all of the same length.</param>
    /// <returns>The number of new embeddings.</returns>
    /// <exception cref="IndexException">
    /// A vector has another length than the model's vectors, or contains NaN or infinity.
    /// </exception>
    public int PutEmbeddings(string model, IReadOnlyList<KeyValuePair<string, ReadOnlyMemory<float>>> embeddings) => _database.Write(db =>
    {
        int dimensions = EmbeddingTable.GetDimensions(db, model);
        if (dimensions == 0 && embeddings.Count > 0) dimensions = embeddings[0].Value.Length;
        foreach ((string key, ReadOnlyMemory<float> vector) in embeddings) CheckVector(model, dimensions, key, vector.Span);
        return EmbeddingTable.Put(db, model, embeddings);
    });

    /// <summary>Returns chunks without an embedding under <paramref name="model"/>, one for each key, ordered by id.</summary>
    /// <param name="model">The model's fingerprint.</param>
    /// <param name="count">The maximum number of chunks.</param>
    /// <param name="after">The last chunk id of the previous batch.</param>
    public IReadOnlyList<UnembeddedChunk> GetUnembeddedChunks(string model, int count, long after = 0) =>
        _database.Read(db => EmbeddingTable.GetUnembeddedChunks(db, model, count, after));

    /// <summary>Deletes the embeddings that no chunk uses.</summary>
    /// <returns>The number of deleted embeddings.</returns>
    public int PruneEmbeddings() =>
        _database.Write(db => db.Run("DELETE FROM embeddings WHERE NOT EXISTS (SELECT 1 FROM chunks c WHERE c.key = embeddings.key)"));

    /// <summary>
    /// Returns chunks with everything needed to show them, in the requested order; chunks that no longer exist are
    /// left out.
    /// </summary>
    public IReadOnlyList<ChunkRow> GetChunks(IReadOnlyList<long> chunkIds) => _database.ReadState(db => ChunkTable.GetRows(db, chunkIds));

    /// <summary>Counts documents, chunks and embeddings.</summary>
    /// <param name="model">Fingerprint of the model whose embeddings are counted; null counts none.</param>
    public CatalogCounts GetCounts(string? model) => _database.ReadState(db => new CatalogCounts(
        DocumentTable.Count(db, DocumentStatus.Indexed),
        DocumentTable.Count(db, DocumentStatus.Skipped),
        DocumentTable.Count(db, DocumentStatus.Failed),
        (int)MaintainedCounts.GetChunkCount(db),
        (int)MaintainedCounts.GetEmbeddedCount(db, model),
        StateTable.GetGeneration(db)));

    /// <summary>Returns a setting, or null.</summary>
    public string? GetSetting(string name) => _database.Read(db => SettingTable.Get(db, name));

    /// <summary>Stores a setting; null removes it.</summary>
    public void SetSetting(string name, string? value) => _database.Write(db => SettingTable.Set(db, name, value));

    /// <summary>Makes all committed changes durable: they then survive a power cut.</summary>
    public void Flush() => _database.Flush();

    /// <summary>Deletes the documents that were removed up to a generation, once every derived index has passed it.</summary>
    public void PurgeRemoved(long upTo) => _database.Write(db => StateTable.PurgeRemoved(db, upTo));

    /// <summary>Returns the current state of the catalog, which stays the same as long as the caller holds it.</summary>
    public CatalogSnapshot OpenSnapshot() => new(_database);

    public void Dispose() => _database.Dispose();

    private static void CheckVector(string model, int dimensions, string key, ReadOnlySpan<float> vector)
    {
        if (vector.Length != dimensions || dimensions == 0)
        {
            throw new IndexException($"The embedding '{key}' has {vector.Length} dimensions, but the model {model} has {dimensions}. "
                + "Use another fingerprint for another model.");
        }
        if (!TensorPrimitives.IsFiniteAll(vector))
        {
            throw new IndexException($"The embedding '{key}' of the model {model} contains NaN or infinity. "
                + "Check the model's precision on this device.");
        }
    }
}
