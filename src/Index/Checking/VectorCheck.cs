using SearchEngine.Index.Contracts;
using SearchEngine.Index.Vectors;

namespace SearchEngine.Index.Checking;

/// <summary>
/// Checks the vector index: the manifest, the checksum of every block, the order of rows, and its chunks against the
/// catalog.
/// </summary>
internal static class VectorCheck
{
    /// <summary>Returns the damaged file or folder and what is wrong with it, or null.</summary>
    /// <param name="folder">The folder of segments; it may not exist.</param>
    /// <param name="expected">What it should contain; null if that is not known.</param>
    public static (string Path, string Problem)? FindProblem(string folder, ExpectedContents? expected)
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
            if (expected is null || FindContentProblem(manifest.Stamp, chunks, expected) is not { } difference) return null;
            return (folder, difference);
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
            if (!FitsRows(deleted, count)) return $"the manifest's bitmap of deleted rows does not fit its {count} rows";
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

    /// <summary>
    /// Returns whether a bitmap has a bit for each of <paramref name="count"/> rows and no bit set beyond them.
    /// </summary>
    private static bool FitsRows(ulong[]? bitmap, int count)
    {
        if (bitmap is null) return true;
        if (bitmap.Length != (count + 63) / 64) return false;
        return count % 64 == 0 || bitmap[^1] >> (count % 64) == 0;
    }

    private static string? FindContentProblem(DerivedStamp stamp, List<long> chunks, ExpectedContents expected)
    {
        string source = SegmentVectorIndex.GetSource(expected.Identity, expected.Model);
        return expected.FindRebuildReason(stamp, source, expected.GetEmbeddedChunks)
            ?? ChunkIdComparison.DescribeDifference(expected.GetEmbeddedChunks(stamp.Generation), chunks);
    }
}
