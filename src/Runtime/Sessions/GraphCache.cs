using System.Buffers;
using System.IO.Hashing;
using Microsoft.Win32.SafeHandles;
using SearchEngine.Runtime.Checkpoints;

namespace SearchEngine.Runtime.Sessions;

/// <summary>
/// Keeps written graphs, a folder each. An entry appears whole, by a rename, or not at all; one whose bytes no longer match the
/// checksums written with it is thrown away and written again. Where nothing can be kept (a disk that is full or may not be written), a graph is
/// written for its user alone.
/// </summary>
public sealed class GraphCache
{
    private const string ChecksumFile = "checksums";
    private const int ChunkSize = 1 << 20;

    private readonly string _root;
    private readonly string _temporaryRoot;

    /// <summary>A cache in a folder, which is made when something is kept.</summary>
    public GraphCache(string root)
        : this(root, Path.GetTempPath())
    {
    }

    internal GraphCache(string root, string temporaryRoot) => (_root, _temporaryRoot) = (root, temporaryRoot);

    /// <summary>The cache under the user's cache folder.</summary>
    public static GraphCache Default => new(Path.Combine(CacheFolder.Default, "graphs"));

    /// <summary>Gives a graph, writing it first where it is missing or damaged.</summary>
    /// <param name="key">What the graph depends on.</param>
    /// <param name="write">Writes the graph into the folder it is given.</param>
    /// <exception cref="CheckpointException">Neither the cache nor the temporary folder can be written.</exception>
    public CachedGraph GetOrWrite(GraphKey key, Action<string> write)
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
        string draft = Path.Combine(_root, $".{Guid.NewGuid():N}");
        try
        {
            Directory.CreateDirectory(draft);
            write(draft);
            File.WriteAllText(Path.Combine(draft, ChecksumFile), ComputeChecksums(draft));
            Publish(draft, entry);
        }
        finally
        {
            DeleteIfExists(draft);
        }
    }

    private CachedGraph WriteTemporary(Action<string> write, string reason)
    {
        const string WayOut = "free space there, or name another folder in XDG_CACHE_HOME";
        CachedGraph graph = new(Path.Combine(_temporaryRoot, $"searchengine-{Guid.NewGuid():N}"), $"{reason}: the model's graph is written anew at each start; {WayOut}");
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
            throw new CheckpointException(_root, null, $"{reason}, nor can the temporary folder {_temporaryRoot} ({e.Message}); {WayOut}", e);
        }
    }

    private static bool IsIntact(string entry)
    {
        string checksums = Path.Combine(entry, ChecksumFile);
        return File.Exists(checksums) && File.ReadAllText(checksums) == ComputeChecksums(entry);
    }

    private void Publish(string draft, string entry)
    {
        if (Directory.Exists(entry) && !IsIntact(entry))
        {
            string damaged = Path.Combine(_root, $".{Guid.NewGuid():N}");
            Directory.Move(entry, damaged);
            DeleteIfExists(damaged);
        }
        try
        {
            Directory.Move(draft, entry);
        }
        catch (IOException) when (IsIntact(entry))
        {
            // Another process published the same bytes first.
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
        // Guards against damage, not intent; a carry-less multiplication a word makes it as fast as reading.
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
