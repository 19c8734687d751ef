using System.Buffers;
using System.IO.Hashing;
using Microsoft.Win32.SafeHandles;
using SearchEngine.Runtime.Checkpoints;

namespace SearchEngine.Runtime.Sessions;

/// <summary>
/// Stores generated graphs, one folder each. An entry is published atomically by a rename; an entry that does not match its checksums is
/// discarded and generated again. If the cache cannot be written (full or read-only disk), the graph goes to a temporary folder.
/// </summary>
public sealed class GraphCache
{
    private const string ChecksumFile = "checksums";
    private const int ChunkSize = 1 << 20;

    private readonly string _root;
    private readonly string _temporaryRoot;

    /// <summary>Creates a cache in a folder, which is created when the first graph is stored.</summary>
    public GraphCache(string root)
        : this(root, Path.GetTempPath())
    {
    }

    internal GraphCache(string root, string temporaryRoot) => (_root, _temporaryRoot) = (root, temporaryRoot);

    /// <summary>The cache in the user's cache folder.</summary>
    public static GraphCache Default => new(Path.Combine(CacheFolder.Default, "graphs"));

    /// <summary>Returns a graph, generating it first if it is missing or damaged.</summary>
    /// <param name="key">Everything that the graph depends on.</param>
    /// <param name="write">Writes the graph into the given folder.</param>
    /// <exception cref="CheckpointException">Neither the cache nor the temporary folder can be written.</exception>
    internal CachedGraph GetOrWrite(GraphKey key, Action<string> write)
    {
        string entry = Path.Combine(_root, key.ToFolderName());
        try
        {
            if (!IsIntact(entry)) Write(entry, write);
            return new CachedGraph(entry);
        }
        catch (Exception e) when (IsDiskError(e))
        {
            return WriteTemporary(write, $"the cache folder {_root} cannot be used ({e.Message})");
        }
    }

    private static bool IsDiskError(Exception e) => e is IOException or UnauthorizedAccessException;

    private void Write(string entry, Action<string> write)
    {
        string stagingFolder = Path.Combine(_root, $".{Guid.NewGuid():N}");
        try
        {
            Directory.CreateDirectory(stagingFolder);
            write(stagingFolder);
            File.WriteAllText(Path.Combine(stagingFolder, ChecksumFile), ComputeChecksums(stagingFolder));
            Publish(stagingFolder, entry);
        }
        finally
        {
            DeleteIfExists(stagingFolder);
        }
    }

    private CachedGraph WriteTemporary(Action<string> write, string reason)
    {
        const string Remedy = "free some disk space, or set XDG_CACHE_HOME to another folder";
        CachedGraph graph = new(
            Path.Combine(_temporaryRoot, $"searchengine-{Guid.NewGuid():N}"),
            $"{reason}: the model's graph is generated again at each start; {Remedy}");
        try
        {
            Directory.CreateDirectory(graph.Folder);
            write(graph.Folder);
            return graph;
        }
        catch (Exception e)
        {
            graph.Dispose();
            if (!IsDiskError(e)) throw;
            throw new CheckpointException(
                _root, null, $"{reason}, and neither can the temporary folder {_temporaryRoot} ({e.Message}); {Remedy}", e);
        }
    }

    private static bool IsIntact(string entry)
    {
        string checksums = Path.Combine(entry, ChecksumFile);
        return File.Exists(checksums) && File.ReadAllText(checksums) == ComputeChecksums(entry);
    }

    private void Publish(string stagingFolder, string entry)
    {
        if (Directory.Exists(entry) && !IsIntact(entry))
        {
            string damaged = Path.Combine(_root, $".{Guid.NewGuid():N}");
            Directory.Move(entry, damaged);
            DeleteIfExists(damaged);
        }
        try
        {
            Directory.Move(stagingFolder, entry);
        }
        catch (IOException) when (IsIntact(entry))
        {
            // Another process has published the same graph in the meantime.
        }
    }

    private static string ComputeChecksums(string folder) => string.Concat(Directory.EnumerateFiles(folder)
        .Where(file => Path.GetFileName(file) != ChecksumFile)
        .Order(StringComparer.Ordinal)
        .Select(file => $"{Convert.ToHexStringLower(ComputeChecksum(file))} {Path.GetFileName(file)}\n"));

    private static byte[] ComputeChecksum(string path)
    {
        using SafeFileHandle file = File.OpenHandle(path);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(ChunkSize);
        // Protects against damage, not tampering; with carry-less multiplication it is as fast as reading.
        Crc64 hash = new();
        long offset = 0;
        for (int read; (read = RandomAccess.Read(file, buffer, offset)) > 0; offset += read) hash.Append(buffer.AsSpan(0, read));
        ArrayPool<byte>.Shared.Return(buffer);
        return hash.GetCurrentHash();
    }

    private static void DeleteIfExists(string folder)
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }
}
