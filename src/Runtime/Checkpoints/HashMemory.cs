using System.Globalization;
using System.IO.Hashing;
using System.Text;

namespace SearchEngine.Runtime.Checkpoints;

/// <summary>
/// Remembers the hash of a large file by its path, size and time of modification, so that weights are not read through each time a
/// program starts. What cannot be remembered is hashed again.
/// </summary>
internal sealed class HashMemory(string folder)
{
    public static HashMemory Default { get; } = new(Path.Combine(CacheFolder.Default, "hashes"));

    /// <summary>The hash of <paramref name="path"/>, remembered or made by <paramref name="hash"/>.</summary>
    public string Of(string path, Func<string> hash)
    {
        FileInfo file = LinkedFile.Resolve(path);
        string stamp = string.Create(CultureInfo.InvariantCulture, $"{file.FullName}\n{file.Length}\n{file.LastWriteTimeUtc.Ticks}\n");
        string memory = Path.Combine(folder, Convert.ToHexStringLower(XxHash128.Hash(Encoding.UTF8.GetBytes(file.FullName))));
        if (Recall(memory) is { } known && known.StartsWith(stamp, StringComparison.Ordinal)) return known[stamp.Length..];

        string fresh = hash();
        Remember(memory, stamp + fresh);
        return fresh;
    }

    private static string? Recall(string memory)
    {
        try
        {
            return File.Exists(memory) ? File.ReadAllText(memory) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private void Remember(string memory, string text)
    {
        string draft = $"{memory}.{Guid.NewGuid():N}";
        try
        {
            Directory.CreateDirectory(folder);
            File.WriteAllText(draft, text);
            File.Move(draft, memory, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A cache that cannot be written costs time at the next start, nothing else; a disk that is full keeps half a file.
            DeleteIfThere(draft);
        }
    }

    private static void DeleteIfThere(string draft)
    {
        try
        {
            File.Delete(draft);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The folder itself cannot be written: then nothing was left in it.
        }
    }
}
