using SearchEngine.Index.Contracts;
using SearchEngine.Index.Files;

namespace SearchEngine.Index.Vectors;

/// <summary>The files of a vector index: segments, and the manifest that says which of them count.</summary>
internal sealed class SegmentFolder(string path, IFileOperations files)
{
    /// <summary>A reader tries so often to open what the manifest names, while a writer merges it away.</summary>
    private const int MaxAttempts = 5;

    public IFileOperations Files => files;

    /// <summary>Where a segment goes. An index that is made anew begins to count anew; who still has its forerunner's segments open must not take them for these.</summary>
    public string CreateSegmentPath(long number) => Path.Combine(path, $"{number:d10}-{Guid.NewGuid():N}.vectors");

    public VectorManifest ReadManifest() => VectorManifest.Read(path);

    /// <summary>Reads the manifest and opens its segments, but for those of <paramref name="openSegments"/>, whose checksums need no second look.</summary>
    /// <exception cref="DamagedIndexException">The manifest or a segment is damaged or missing.</exception>
    public (VectorManifest, VectorSnapshot) Load(IReadOnlyList<LiveSegment> openSegments)
    {
        for (int attempt = 1; ; attempt++)
        {
            VectorManifest manifest = ReadManifest();
            List<LiveSegment> segments = [];
            try
            {
                foreach ((string name, ulong[]? deleted) in manifest.Segments) segments.Add(new LiveSegment(Open(name, openSegments), deleted));
                return (manifest, new VectorSnapshot(manifest.Stamp, segments));
            }
            catch (Exception e) when (e is DamagedIndexException or IOException)
            {
                foreach (LiveSegment live in segments) live.Segment.Release();
                if (attempt == MaxAttempts || ReadManifest().Checksum == manifest.Checksum) throw;
            }
        }
    }

    /// <summary>Makes <paramref name="manifest"/> the one that counts, then deletes what it does not name: merged segments, and what a killed process left.</summary>
    /// <param name="manifest">The manifest.</param>
    /// <param name="pendingSegment">A segment that is being written and not named yet, or null.</param>
    public VectorManifest Commit(VectorManifest manifest, string? pendingSegment)
    {
        VectorManifest written = manifest.Write(files, path);
        HashSet<string> named = [VectorManifest.FileName, .. manifest.Segments.Select(segment => segment.Name)];
        foreach (string file in Directory.EnumerateFiles(path))
        {
            if (!named.Contains(Path.GetFileName(file)) && (pendingSegment is null || !file.StartsWith(pendingSegment, StringComparison.Ordinal))) TryDelete(file);
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
            // A reader on Windows still has it mapped: the next commit tries again.
        }
    }
}
