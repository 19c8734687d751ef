using System.Buffers;
using System.IO.Hashing;
using Microsoft.Win32.SafeHandles;
using SearchEngine.Runtime.Checkpoints;

namespace SearchEngine.Runtime.Sessions;

/// <summary>
/// Keeps written graphs, a folder each. An entry appears whole, by a rename, or not at all; one whose bytes no longer match the
/// checksums written with it is thrown away and written again.
/// </summary>
public sealed class GraphCache(string root)
{
    private const string ChecksumFile = "checksums";
    private const int Piece = 1 << 20;

    /// <summary>The cache under the user's cache folder.</summary>
    public static GraphCache Default => new(Path.Combine(CacheFolder.Default, "graphs"));

    /// <summary>Gives the folder of a graph, writing it first where it is missing or damaged.</summary>
    /// <param name="key">What the graph depends on.</param>
    /// <param name="write">Writes the graph into the folder it is given.</param>
    /// <exception cref="CheckpointException">The cache folder cannot be written.</exception>
    public string GetOrWrite(GraphKey key, Action<string> write)
    {
        string entry = Path.Combine(root, key.ToFolderName());
        if (IsSound(entry)) return entry;

        string draft = Path.Combine(root, $".{Guid.NewGuid():N}");
        try
        {
            Directory.CreateDirectory(draft);
            write(draft);
            File.WriteAllText(Path.Combine(draft, ChecksumFile), Checksums(draft));
            Publish(draft, entry);
            return entry;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CheckpointException(root, null, $"the cache of written graphs cannot be used ({e.Message}); free space there, or name another folder in XDG_CACHE_HOME", e);
        }
        finally
        {
            DeleteIfThere(draft);
        }
    }

    private static bool IsSound(string entry)
    {
        string checksums = Path.Combine(entry, ChecksumFile);
        return File.Exists(checksums) && File.ReadAllText(checksums) == Checksums(entry);
    }

    private void Publish(string draft, string entry)
    {
        if (Directory.Exists(entry) && !IsSound(entry))
        {
            string damaged = Path.Combine(root, $".{Guid.NewGuid():N}");
            Directory.Move(entry, damaged);
            DeleteIfThere(damaged);
        }
        try
        {
            Directory.Move(draft, entry);
        }
        catch (IOException) when (IsSound(entry))
        {
            // Another process published the same bytes first.
        }
    }

    private static string Checksums(string folder) => string.Concat(Directory.EnumerateFiles(folder)
        .Where(file => Path.GetFileName(file) != ChecksumFile)
        .Order(StringComparer.Ordinal)
        .Select(file => $"{Convert.ToHexStringLower(Hash(file))} {Path.GetFileName(file)}\n"));

    private static byte[] Hash(string path)
    {
        using SafeFileHandle file = File.OpenHandle(path);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(Piece);
        // Guards against damage, not intent; a carry-less multiplication a word makes it as fast as reading.
        Crc64 hash = new();
        long offset = 0;
        for (int read; (read = RandomAccess.Read(file, buffer, offset)) > 0; offset += read) hash.Append(buffer.AsSpan(0, read));
        ArrayPool<byte>.Shared.Return(buffer);
        return hash.GetCurrentHash();
    }

    private static void DeleteIfThere(string folder)
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }
}
