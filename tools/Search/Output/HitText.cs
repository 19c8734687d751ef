using SearchEngine.Search;

namespace SearchEngine.Cli.Output;

/// <summary>How a hit is put into words: what stands over it, where it is, and what it says.</summary>
internal static class HitText
{
    /// <summary>The document's title, and the headings that the passage stands under.</summary>
    public static string FormatHeading(SearchHit hit, Passage passage) =>
        passage.Heading.Length == 0 || passage.Heading == hit.Title ? hit.Title
        : passage.Heading.StartsWith(hit.Title + " > ", StringComparison.Ordinal) ? passage.Heading : $"{hit.Title} > {passage.Heading}";

    /// <summary>path:line as editors and terminals take it: from the current folder where the file lies below it, else in full.</summary>
    public static string FormatLocation(DocumentLocation location)
    {
        if (!Path.IsPathRooted(location.Root)) return FormatPosition(location.Path, location);
        string full = Path.Combine(location.Root, location.Path);
        string relative = Path.GetRelativePath(Environment.CurrentDirectory, full);
        return FormatPosition(relative.StartsWith("..", StringComparison.Ordinal) ? full : relative, location);
    }

    /// <summary>Where in their document passages stand: lines, or what takes their place.</summary>
    public static string FormatPlaces(IEnumerable<DocumentLocation> locations)
    {
        DocumentLocation[] all = [.. locations];
        return all.All(location => location.Place is null)
            ? "line " + string.Join(", ", all.Select(location => location.Line))
            : string.Join(", ", all.Select(location => location.Place ?? FormattableString.Invariant($"line {location.Line}")).Distinct());
    }

    private static string FormatPosition(string path, DocumentLocation location) => location.Place switch
    {
        null => FormattableString.Invariant($"{path}:{location.Line}"),
        ['l', 'i', 'n', 'e', ' ', .. string line] => $"{path}:{line}",
        string place => $"{path}, {place}",
    };

    /// <summary>
    /// The passage's text from the sentence that answers best, where one stands out: what is before it, a reader can look up. A passage that opens with the heading it stands under need not say it again.
    /// </summary>
    public static string GetBody(Passage passage)
    {
        (int start, bool isCut) = FindBodyStart(passage);
        return isCut ? "… " + passage.Text[start..] : passage.Text[start..];
    }

    /// <summary>Where in the passage's text <see cref="GetBody"/> starts, and whether more than the heading was left out before.</summary>
    public static (int Start, bool IsCut) FindBodyStart(Passage passage)
    {
        int passageStart = passage.Location.Start;
        int text = passage.Text.Length - RemoveHeading(passage).Length, start = (passage.Sentence?.Start ?? passageStart) - passageStart;
        return start <= text ? (text, false) : (start, true);
    }

    private static string RemoveHeading(Passage passage)
    {
        int end = passage.Text.IndexOf('\n', StringComparison.Ordinal);
        if (end < 0 || passage.Text[0] != '#') return passage.Text;
        string heading = passage.Text[..end].Trim().Trim('#').Trim();
        return passage.Heading.EndsWith(heading, StringComparison.Ordinal) ? passage.Text[end..].TrimStart('\r', '\n') : passage.Text;
    }
}
