using System.IO.Hashing;
using System.Text;
using SearchEngine.Index.Catalog;

namespace SearchEngine.Models;

/// <summary>A passage as models read it: the title and headings, which say what it is about, precede its text.</summary>
/// <param name="Text">Title, headings and passage, separated by line breaks.</param>
/// <param name="PassageStart">Start of the passage in <paramref name="Text"/>, in UTF-16 units.</param>
internal readonly record struct ModelInput(string Text, int PassageStart)
{
    /// <summary>Creates the input of the re-ranker and of relevance feedback. A title that is only the file name is left out.</summary>
    public static ModelInput From(ChunkRow row)
    {
        string title = row.Title == DocumentTitle.For("", row.Path) ? "" : row.Title;
        string text = Compose(title, row.Heading, row.Text);
        return new ModelInput(text, text.Length - row.Text.Length);
    }

    /// <summary>Joins title, heading path and text. A title that begins the heading path is not repeated.</summary>
    public static string Compose(string title, string heading, string text)
    {
        bool isTitleInHeading = title.Length == 0 || heading == title || heading.StartsWith(title + " > ", StringComparison.Ordinal);
        IEnumerable<string> parts = new[] { isTitleInHeading ? "" : title, heading, text }.Where(part => part.Length > 0);
        return string.Join('\n', parts);
    }

    /// <summary>Computes the key under which the embedding of an input is stored. Equal inputs share one embedding.</summary>
    public static string ComputeKey(string text) => Convert.ToHexStringLower(XxHash128.Hash(Encoding.UTF8.GetBytes(text)));
}
