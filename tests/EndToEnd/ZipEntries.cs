using System.IO.Compression;
using System.Text;

namespace SearchEngine.EndToEnd.Tests;

/// <summary>Reads entries of archives.</summary>
internal static class ZipEntries
{
    /// <summary>Reads each byte as a character, to search for words in binary data.</summary>
    public static string ReadAllLatin1(this ZipArchiveEntry entry)
    {
        using StreamReader reader = new(entry.Open(), Encoding.Latin1);
        return reader.ReadToEnd();
    }
}
