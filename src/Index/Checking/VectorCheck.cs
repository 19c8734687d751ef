using SearchEngine.Index.Contracts;
using SearchEngine.Index.Vectors;

namespace SearchEngine.Index.Checking;

/// <summary>Checks the vector segments: the manifest, every block's checksum, the order of rows, and the chunks that can be found against the catalog.</summary>
internal static class VectorCheck
{
    /// <summary>What is wrong, in words, and the file.</summary>
    /// <param name="folder">The folder of segments; there may be none.</param>
    /// <param name="catalog">What should be in it; null where that is not known.</param>
    public static (string Path, string Problem)? FindProblem(string folder, ExpectedContents? catalog)
    {
        try
        {
            VectorManifest manifest = VectorManifest.Read(folder);
            List<long> chunks = [];
            foreach ((string name, ulong[]? deleted) in manifest.Segments)
            {
                string path = Path.Combine(folder, name);
                if (FindSegmentProblem(path, deleted, chunks) is { } problem) return (path, problem);
            }
            return catalog is not null && FindContentProblem(manifest.Stamp, chunks, catalog) is { } difference ? (folder, difference) : null;
        }
        catch (DamagedIndexException e)
        {
            return (e.Path, e.Reason);
        }
    }

    private static string? FindSegmentProblem(string path, ulong[]? deleted, List<long> chunks)
    {
        VectorSegment segment = VectorSegment.Open(path);
        try
        {
            segment.VerifyAll();
            int count = segment.Layout.Count;
            if (deleted is not null && (deleted.Length != (count + 63) / 64 || (count % 64 != 0 && deleted[^1] >> (count % 64) != 0)))
                return $"the manifest's bits of deleted rows do not fit its {count} rows";
            LiveSegment live = new(segment, deleted);
            for (int row = 0; row < count; row++)
            {
                if (row > 0 && segment.GetChunkId(row) <= segment.GetChunkId(row - 1)) return $"its rows are out of order at row {row}";
                if (!live.IsDeleted(row)) chunks.Add(segment.GetChunkId(row));
            }
            return null;
        }
        finally
        {
            segment.Release();
        }
    }

    private static string? FindContentProblem(DerivedStamp stamp, List<long> chunks, ExpectedContents catalog) =>
        catalog.FindRebuildReason(stamp, DerivedIndexes.GetVectorSource(catalog.Identity, catalog.Model), catalog.GetEmbeddedChunks)
            ?? ChunkIdComparison.DescribeDifference(catalog.GetEmbeddedChunks(stamp.Generation), chunks);
}
