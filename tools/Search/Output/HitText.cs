using SearchEngine.Search;

namespace SearchEngine.Cli.Output;

/// <summary>Formats a hit: its heading, its location and its text.</summary>
internal static class HitText
{
    /// <summary>Returns the document's title and the headings above the passage.</summary>
    public static string FormatHeading(SearchHit hit, Passage passage) =>
        passage.Heading.Length == 0 || passage.Heading == hit.Title ? hit.Title
        : passage.Heading.StartsWith(hit.Title + " > ", StringComparison.Ordinal) ? passage.Heading
        : $"{hit.Title} > {passage.Heading}";

    public static string FormatLocation(SearchHit hit, Passage passage) =>
        LocationText.Format(hit.Root, hit.Path, passage.Place, passage.Line);

    /// <summary>Returns the lines or other places of passages in their document.</summary>
    public static string FormatPlaces(IReadOnlyList<Passage> passages) => passages.All(passage => passage.Place is null)
        ? "line " + string.Join(", ", passages.Select(passage => passage.Line))
        : string.Join(", ", passages.Select(passage => passage.Place ?? FormattableString.Invariant($"line {passage.Line}")).Distinct());

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
        int body = passage.Text.Length - RemoveHeading(passage).Length;
        int sentence = (passage.Sentence?.Start ?? passage.Start) - passage.Start;
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
