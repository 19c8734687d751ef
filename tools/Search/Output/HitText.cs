using SearchEngine.Search;

namespace SearchEngine.Cli.Output;

/// <summary>Formats a hit: its heading and its text.</summary>
internal static class HitText
{
    /// <summary>Returns the document's title and the headings above the passage.</summary>
    public static string FormatHeading(SearchHit hit, Passage passage) =>
        passage.Heading.Length == 0 || passage.Heading == hit.Title ? hit.Title
        : passage.Heading.StartsWith(hit.Title + " > ", StringComparison.Ordinal) ? passage.Heading
        : $"{hit.Title} > {passage.Heading}";

    /// <summary>
    /// Returns the passage's text, from its best sentence on if it has one. A heading that is shown above the passage is left out.
    /// </summary>
    public static string GetBody(Passage passage)
    {
        (int start, bool isCut) = FindBodyStart(passage);
        return isCut ? "… " + passage.Text[start..] : passage.Text[start..];
    }

    /// <summary>
    /// Returns where <see cref="GetBody"/> starts in the passage's text, and whether it leaves out more than the heading.
    /// </summary>
    public static (int Start, bool IsCut) FindBodyStart(Passage passage)
    {
        int start = passage.Location.Start;
        int body = passage.Text.Length - RemoveHeading(passage).Length;
        int sentence = (passage.Sentence?.Start ?? start) - start;
        return sentence <= body ? (body, false) : (sentence, true);
    }

    private static string RemoveHeading(Passage passage)
    {
        int end = passage.Text.IndexOf('\n', StringComparison.Ordinal);
        if (end < 0 || passage.Text[0] != '#') return passage.Text;
        string heading = passage.Text[..end].Trim().Trim('#').Trim();
        return passage.Heading.EndsWith(heading, StringComparison.Ordinal) ? passage.Text[end..].TrimStart('\r', '\n') : passage.Text;
    }
}
