using System.IO.Compression;
using System.Text;

namespace SearchEngine.EndToEnd.Tests;

/// <summary>Reading what is in an archive.</summary>
internal static class ZipEntries
{
    /// <summary>Its bytes, a character each, to look for words in what is no text.</summary>
    public static string ReadAllLatin1(this ZipArchiveEntry entry)
    {
        using StreamReader reader = new(entry.Open(), Encoding.Latin1);
        return reader.ReadToEnd();
    }
}
