using System.Globalization;
using System.IO.Hashing;
using System.Text;

namespace SearchEngine.Runtime.Checkpoints;

/// <summary>
/// Caches the hashes of large files by path, size and modification time, so that weights are not read in full at every start. A hash that
/// cannot be cached is computed again.
/// </summary>
internal sealed class FileHashCache(string folder)
{
    public static FileHashCache Default { get; } = new(Path.Combine(CacheFolder.Default, "hashes"));

    /// <summary>Returns the cached hash of a file, or computes and caches it.</summary>
    public string GetOrCompute(string path, Func<string> computeHash)
    {
        FileInfo file = LinkedFile.Resolve(path);
        string stamp = string.Create(CultureInfo.InvariantCulture, $"{file.FullName}\n{file.Length}\n{file.LastWriteTimeUtc.Ticks}\n");
        string entryPath = Path.Combine(folder, Convert.ToHexStringLower(XxHash128.Hash(Encoding.UTF8.GetBytes(file.FullName))));
        if (ReadEntryOrNull(entryPath) is { } cached && cached.StartsWith(stamp, StringComparison.Ordinal)) return cached[stamp.Length..];

        string computed = computeHash();
        WriteEntry(entryPath, stamp + computed);
        return computed;
    }

    private static string? ReadEntryOrNull(string entryPath)
    {
        try
        {
            return File.Exists(entryPath) ? File.ReadAllText(entryPath) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private void WriteEntry(string entryPath, string text)
    {
        string temporaryPath = $"{entryPath}.{Guid.NewGuid():N}";
        try
        {
            Directory.CreateDirectory(folder);
            File.WriteAllText(temporaryPath, text);
            File.Move(temporaryPath, entryPath, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A cache that cannot be written only costs time at the next start; a full disk may leave a partial file behind.
            TryDelete(temporaryPath);
        }
    }

    private static void TryDelete(string temporaryPath)
    {
        try
        {
            File.Delete(temporaryPath);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The folder is not writable, so no partial file exists.
        }
    }
}
