using SearchEngine.Index.Catalog;
using SearchEngine.Index.Contracts;

namespace SearchEngine.Index.Checking;

/// <summary>
/// What the derived indexes should contain according to an intact catalog, in the state that its connection's open
/// transaction sees.
/// </summary>
internal sealed class ExpectedContents(CatalogConnection db)
{
    private readonly long _generation = StateTable.GetGeneration(db);
    private readonly long _removalsSince = StateTable.GetRemovalsSince(db);

    public string Identity { get; } = StateTable.GetIdentity(db);

    public string? Model { get; } = SettingTable.Get(db, SettingTable.ModelName);

    /// <summary>Enumerates the chunks that existed at <paramref name="generation"/>, in ascending order of ids.</summary>
    public IEnumerable<long> GetChunks(long generation) => ChunkTable.QueryIds(db,
        """
        SELECT c.id FROM chunks c JOIN documents d ON d.id = c.document
        WHERE c.generation <= $1 AND (d.removed IS NULL OR d.removed > $1) ORDER BY c.id
        """, generation);

    /// <summary>
    /// Enumerates the chunks that existed at <paramref name="generation"/> and that <see cref="Model"/> had embedded
    /// by then.
    /// </summary>
    public IEnumerable<long> GetEmbeddedChunks(long generation) => Model is null ? [] : ChunkTable.QueryIds(db,
        """
        SELECT c.id FROM chunks c JOIN documents d ON d.id = c.document JOIN embeddings e ON e.key = c.key AND e.model = $2
        WHERE c.generation <= $1 AND e.generation <= $1 AND (d.removed IS NULL OR d.removed > $1) ORDER BY c.id
        """, generation, EmbeddingTable.GetModelId(db, Model));

    /// <summary>Returns why an index must be rebuilt; null if it is current or can be caught up.</summary>
    /// <param name="stamp">The index's stamp.</param>
    /// <param name="source">The source that the stamp should name.</param>
    /// <param name="getChunks">Returns the chunks that the index should contain at a generation.</param>
    public string? FindRebuildReason(DerivedStamp stamp, string source, Func<long, IEnumerable<long>> getChunks)
    {
        if (stamp.Generation == 0) return getChunks(_generation).Any() ? "it is missing, or contains nothing of the catalog" : null;
        if (stamp.Source != source) return "it was built from another catalog, with another model or by another version";
        if (stamp.Generation > _generation) return "it is ahead of the catalog, which was restored from a backup or lost committed changes";
        return stamp.Generation < _removalsSince ? "it is older than the changes that the catalog still records" : null;
    }
}
