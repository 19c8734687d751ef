using System.IO.Hashing;
using System.Text;

namespace SearchEngine.Models;

/// <summary>The text that stands for a chunk before the encoder: what it is about comes first, then the passage.</summary>
internal static class EmbeddingText
{
    /// <summary>Title, heading path, text; a title that opens the heading path is not said twice.</summary>
    public static string Compose(string title, string heading, string text)
    {
        bool titleInHeading = title.Length == 0 || heading == title || heading.StartsWith(title + " > ", StringComparison.Ordinal);
        IEnumerable<string> parts = new[] { titleInHeading ? "" : title, heading, text }.Where(part => part.Length > 0);
        return string.Join('\n', parts);
    }

    /// <summary>Two chunks of one key share one embedding.</summary>
    public static string KeyOf(string embeddingText) => Convert.ToHexStringLower(XxHash128.Hash(Encoding.UTF8.GetBytes(embeddingText)));
}
