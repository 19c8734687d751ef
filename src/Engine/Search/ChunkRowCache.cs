using SearchEngine.Index;
using SearchEngine.Index.Catalog;

namespace SearchEngine.Search;

/// <summary>The chunk rows that one query has read from the catalog, so that later stages do not read them again.</summary>
internal sealed class ChunkRowCache(IndexSnapshot snapshot)
{
    private readonly Dictionary<long, ChunkRow> _rows = [];

    /// <summary>Returns rows by chunk id: those of the given chunks that exist, and any that were read before.</summary>
    public IReadOnlyDictionary<long, ChunkRow> Load(IEnumerable<long> chunkIds)
    {
        long[] missing = [.. chunkIds.Where(id => !_rows.ContainsKey(id))];
        if (missing.Length > 0)
        {
            foreach (ChunkRow row in snapshot.GetChunks(missing)) _rows[row.ChunkId] = row;
        }
        return _rows;
    }
}
