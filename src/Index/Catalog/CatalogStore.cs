using System.Numerics.Tensors;
using SearchEngine.Index.Contracts;

namespace SearchEngine.Index.Catalog;

/// <summary>
/// What is indexed: the truth, from which everything else in the index is derived. Each change is one transaction, so that a process may be killed
/// at any moment. Safe for many threads; what changes it is done one at a time, and wants an index opened for writing.
/// </summary>
/// <remarks>Every method throws <see cref="IndexException"/> when the database is damaged, the disk full and the like.</remarks>
public sealed class CatalogStore : IDisposable
{
    internal const string FileName = "catalog.db";

    private readonly CatalogDatabase _database;

    internal CatalogStore(string folder, IndexAccess access) => _database = new CatalogDatabase(Path.Combine(folder, FileName), access);

    /// <summary>How many changes the catalog has seen.</summary>
    public long Generation => _database.Read(StateTable.GetGeneration);

    /// <summary>All collections, in the order in which they were added.</summary>
    public IReadOnlyList<CollectionEntry> GetCollections() => _database.Read(CollectionTable.GetAll);

    /// <summary>Finds the collection <paramref name="name"/>, or adds it.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="root">The folder of its documents.</param>
    /// <exception cref="IndexException">The name belongs to another folder.</exception>
    public CollectionEntry GetOrAddCollection(string name, string root) => _database.Write(db => CollectionTable.GetOrAdd(db, name, root));

    /// <summary>Says that a collection's folder is now elsewhere; paths are relative to it, so nothing else changes.</summary>
    /// <param name="collection">The collection's id.</param>
    /// <param name="root">Where the folder is now.</param>
    public void MoveCollection(long collection, string root) =>
        _database.Write(db => db.Run("UPDATE collections SET root = $1 WHERE id = $2", root, collection));

    /// <summary>What is known of each file of a collection, ordered by path.</summary>
    /// <param name="collection">The collection's id.</param>
    public IReadOnlyList<FileState> GetFileStates(long collection) => _database.Read(db => DocumentTable.GetFileStates(db, collection));

    /// <summary>How many chunks each document of a collection has, by path; documents without any are left out.</summary>
    /// <param name="collection">The collection's id.</param>
    public IReadOnlyDictionary<string, int> GetChunkCounts(long collection) => _database.Read(db => DocumentTable.GetChunkCounts(db, collection));

    /// <summary>Removes all documents of a collection.</summary>
    /// <param name="collection">The collection's id.</param>
    /// <returns>How many there were.</returns>
    public int RemoveDocuments(long collection) => _database.Write(db => DocumentTable.RemoveAll(db, collection));

    /// <summary>Takes a collection out, once its documents are removed and no search can see them; false if that is not so yet.</summary>
    /// <param name="collection">The collection's id.</param>
    public bool TryDropCollection(long collection) => _database.Write(db => CollectionTable.TryDrop(db, collection));

    /// <summary>Deletes the embeddings that no chunk uses.</summary>
    /// <returns>How many there were.</returns>
    public int PruneEmbeddings() => _database.Write(db => db.Run("DELETE FROM embeddings WHERE NOT EXISTS (SELECT 1 FROM chunks c WHERE c.key = embeddings.key)"));

    /// <summary>Stores a document in the place of any older version of it.</summary>
    /// <param name="collection">The collection's id.</param>
    /// <param name="document">The document, with all its chunks.</param>
    /// <returns>The document's id.</returns>
    public long PutDocument(long collection, DocumentEntry document) => _database.Write(db => DocumentTable.Put(db, collection, document));

    /// <summary>A document as it was stored, or null.</summary>
    /// <param name="collection">The collection's id.</param>
    /// <param name="path">The document's path.</param>
    public DocumentEntry? FindDocument(long collection, string path) => _database.Read(db =>
    {
        db.BeginTransaction(write: false);
        return DocumentTable.Get(db, collection, path);
    });

    /// <summary>Whether there is such a document; nothing of it is read.</summary>
    /// <param name="collection">The collection's id.</param>
    /// <param name="path">The document's path.</param>
    public bool HasDocument(long collection, string path) => _database.Read(db => DocumentTable.Has(db, collection, path));

    /// <summary>Notes a new time of modification for a document whose content is the same.</summary>
    /// <param name="collection">The collection's id.</param>
    /// <param name="path">The document's path.</param>
    /// <param name="modifiedUtc">The new time, UTC.</param>
    /// <returns>False if there is no such document.</returns>
    public bool TryTouchDocument(long collection, string path, DateTime modifiedUtc) => _database.Write(db => DocumentTable.TryTouch(db, collection, path, modifiedUtc));

    /// <summary>Removes a document and its chunks. Embeddings stay, for the text may come back under another name.</summary>
    /// <param name="collection">The collection's id.</param>
    /// <param name="path">The document's path.</param>
    /// <returns>False if there is no such document.</returns>
    public bool TryRemoveDocument(long collection, string path) => _database.Write(db => DocumentTable.TryRemove(db, collection, path));

    /// <summary>Stores embeddings; a key that has one under this model keeps it.</summary>
    /// <param name="model">Fingerprint of the model that made them.</param>
    /// <param name="embeddings">Vectors by <see cref="ChunkEntry.EmbeddingKey"/>, all of the model's length.</param>
    /// <returns>How many were new.</returns>
    /// <exception cref="IndexException">A vector of another length than the model's, or one that holds NaN or infinity.</exception>
    public int PutEmbeddings(string model, IReadOnlyList<KeyValuePair<string, ReadOnlyMemory<float>>> embeddings) => _database.Write(db =>
    {
        int dimensions = EmbeddingTable.GetDimensions(db, model) is > 0 and int known ? known : embeddings.Count > 0 ? embeddings[0].Value.Length : 0;
        foreach ((string key, ReadOnlyMemory<float> vector) in embeddings)
        {
            if (vector.Length != dimensions || dimensions == 0)
                throw new IndexException($"The embedding '{key}' has {vector.Length} dimensions, others of the model {model} have {dimensions}. "
                    + "Give another model another fingerprint.");
            if (!TensorPrimitives.IsFiniteAll(vector.Span))
                throw new IndexException($"The embedding '{key}' of the model {model} holds NaN or infinity. Check the model's precision on this device.");
        }
        return EmbeddingTable.Put(db, model, embeddings);
    });

    /// <summary>Chunks that have no embedding under <paramref name="model"/>, one for each key, ordered by id.</summary>
    /// <param name="model">Fingerprint of the model.</param>
    /// <param name="count">At most so many.</param>
    /// <param name="after">Only chunks with a larger id: the last one of the batch before.</param>
    public IReadOnlyList<UnembeddedChunk> GetUnembeddedChunks(string model, int count, long after = 0) => _database.Read(db => EmbeddingTable.GetUnembeddedChunks(db, model, count, after));

    /// <summary>Chunks with what is needed to show them, in the order asked for; those that are gone are left out.</summary>
    /// <param name="chunkIds">Ids, as hits give them.</param>
    public IReadOnlyList<ChunkRow> GetChunks(IReadOnlyList<long> chunkIds) => _database.Read(db =>
    {
        db.BeginTransaction(write: false);
        return ChunkTable.GetRows(db, chunkIds);
    });

    /// <summary>The chunks of a collection, as a filter for a search.</summary>
    /// <param name="collection">The collection's id.</param>
    public ChunkFilter ChunksOf(long collection) => _database.Read(db => ChunkTable.OfCollection(db, collection, long.MaxValue));

    /// <summary>How much is in the catalog.</summary>
    /// <param name="model">Fingerprint of the model whose embeddings to count; null counts none.</param>
    public CatalogCounts GetCounts(string? model) => _database.Read(db =>
    {
        db.BeginTransaction(write: false);
        int Documents(DocumentStatus status) => (int)db.QueryInt64("SELECT count(*) FROM documents WHERE status = $1 AND removed IS NULL", (int)status);
        return new CatalogCounts(Documents(DocumentStatus.Indexed), Documents(DocumentStatus.Skipped), Documents(DocumentStatus.Failed),
            (int)MaintainedCounts.GetChunkCount(db), (int)MaintainedCounts.Embedded(db, model), StateTable.GetGeneration(db));
    });

    /// <summary>A setting, or null.</summary>
    /// <param name="name">Its name.</param>
    public string? GetSetting(string name) => _database.Read(db => SettingTable.Get(db, name));

    /// <summary>Stores a setting; null removes it.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value.</param>
    public void SetSetting(string name, string? value) => _database.Write(db =>
    {
        SettingTable.Set(db, name, value);
        return true;
    });

    /// <inheritdoc/>
    public void Dispose() => _database.Dispose();

    internal string Identity => _database.Read(StateTable.GetIdentity);

    internal void Flush() => _database.Flush();

    internal void PurgeRemoved(long upTo) => _database.Write(db =>
    {
        StateTable.PurgeRemoved(db, upTo);
        return true;
    });

    /// <summary>The catalog as it is now, for as long as the caller holds it.</summary>
    internal CatalogView View() => new(_database);

    /// <summary>Runs <paramref name="work"/> on one state of the catalog.</summary>
    internal T OnSnapshot<T>(Func<CatalogSnapshot, T> work) => _database.Read(db =>
    {
        db.BeginTransaction(write: false);
        return work(new CatalogSnapshot(db));
    });
}
