using SearchEngine.Index.Contracts;
using SearchEngine.Index.Files;

namespace SearchEngine.Index.Vectors;

/// <summary>The files of a vector index: the segments and the manifest, which names the current ones.</summary>
internal sealed class SegmentFolder(string path, IFileOperations files)
{
    /// <summary>
    /// The number of times that a reader tries to open the segments of a manifest while a writer merges them away.
    /// </summary>
    private const int MaxAttempts = 5;

    public IFileOperations Files => files;

    /// <summary>
    /// Returns the path of a new segment. A rebuilt index counts from the start again, so the name has a random part: a process
    /// that has segments of the previous index open must not confuse them with the new ones.
    /// </summary>
    public string CreateSegmentPath(long number) => Path.Combine(path, $"{number:d10}-{Guid.NewGuid():N}.vectors");

    public VectorManifest ReadManifest() => VectorManifest.Read(path);

    /// <summary>
    /// Reads the manifest and opens its segments. Those in <paramref name="openSegments"/> are reused, so that their checksums
    /// are not verified again.
    /// </summary>
    /// <exception cref="DamagedIndexException">The manifest or a segment is damaged or missing.</exception>
    public (VectorManifest, VectorSnapshot) Load(IReadOnlyList<LiveSegment> openSegments)
    {
        for (int attempt = 1; ; attempt++)
        {
            VectorManifest manifest = ReadManifest();
            List<LiveSegment> segments = [];
            try
            {
                foreach ((string name, ulong[]? deleted) in manifest.Segments)
                    segments.Add(new LiveSegment(Open(name, openSegments), deleted));
                return (manifest, new VectorSnapshot(manifest.Stamp, segments));
            }
            catch (Exception e) when (e is DamagedIndexException or IOException)
            {
                foreach (LiveSegment live in segments) live.Segment.Release();
                if (attempt == MaxAttempts || ReadManifest().Checksum == manifest.Checksum) throw;
            }
        }
    }

    /// <summary>
    /// Makes <paramref name="manifest"/> the current one, then deletes all files that it does not name: merged segments and the
    /// remains of a killed process.
    /// </summary>
    /// <param name="manifest">The manifest.</param>
    /// <param name="pendingSegment">A segment that is being written and that no manifest names yet, or null.</param>
    public VectorManifest Commit(VectorManifest manifest, string? pendingSegment)
    {
        VectorManifest written = manifest.Write(files, path);
        HashSet<string> named = [VectorManifest.FileName, .. manifest.Segments.Select(segment => segment.Name)];
        foreach (string file in Directory.EnumerateFiles(path))
        {
            bool isPending = pendingSegment is not null && file.StartsWith(pendingSegment, StringComparison.Ordinal);
            if (!isPending && !named.Contains(Path.GetFileName(file)) && OwnFiles.IsDerived(file)) TryDelete(file);
        }
        return written;
    }

    public void Create() => Directory.CreateDirectory(path);

    private VectorSegment Open(string name, IReadOnlyList<LiveSegment> openSegments)
    {
        string file = Path.Combine(path, name);
        foreach ((VectorSegment segment, _) in openSegments)
        {
            if (segment.Path != file) continue;
            segment.Acquire();
            return segment;
        }
        return VectorSegment.Open(file);
    }

    private void TryDelete(string file)
    {
        try
        {
            files.Delete(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // On Windows a reader may still have the file mapped; the next commit tries again.
        }
    }
}
