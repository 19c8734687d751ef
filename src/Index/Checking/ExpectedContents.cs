using SearchEngine.Index.Catalog;
using SearchEngine.Index.Contracts;

namespace SearchEngine.Index.Checking;

/// <summary>What a sound catalog says of the indexes derived from it, in the state that its connection's open transaction sees.</summary>
internal sealed class ExpectedContents(CatalogConnection db)
{
    private readonly CatalogSnapshot _snapshot = new(db);

    public string Identity { get; } = StateTable.GetIdentity(db);

    public string? Model { get; } = SettingTable.Get(db, SettingTable.ModelName);

    /// <summary>The chunks that were there at <paramref name="generation"/>, in ascending order of ids.</summary>
    public IEnumerable<long> GetChunks(long generation) => ChunkTable.QueryIds(db,
        """
        SELECT c.id FROM chunks c JOIN documents d ON d.id = c.document
        WHERE c.generation <= $1 AND (d.removed IS NULL OR d.removed > $1) ORDER BY c.id
        """, generation);

    /// <summary>Those of them that <see cref="Model"/> had embedded by then.</summary>
    public IEnumerable<long> GetEmbeddedChunks(long generation) => Model is null ? [] : ChunkTable.QueryIds(db,
        """
        SELECT c.id FROM chunks c JOIN documents d ON d.id = c.document JOIN embeddings e ON e.key = c.key AND e.model = $2
        WHERE c.generation <= $1 AND e.generation <= $1 AND (d.removed IS NULL OR d.removed > $1) ORDER BY c.id
        """, generation, EmbeddingTable.GetModelId(db, Model));

    /// <summary>Why an index must be made anew, in words; null if it is current or can be brought up to date.</summary>
    /// <param name="stamp">The index's own.</param>
    /// <param name="source">The source it should have.</param>
    /// <param name="chunks">What it should hold at a generation.</param>
    public string? FindRebuildReason(DerivedStamp stamp, string source, Func<long, IEnumerable<long>> chunks) =>
        stamp.Generation == 0 ? chunks(_snapshot.Generation).Any() ? "it is missing, or has nothing of what the catalog holds" : null
        : stamp.Source != source ? "it was made from another catalog, with another model or by another version"
        : stamp.Generation > _snapshot.Generation ? "it is ahead of the catalog, which was restored from a copy or lost what it had committed"
        : !_snapshot.CanCatchUpFrom(stamp.Generation) ? "it is older than the changes that the catalog still knows of" : null;
}
