namespace SearchEngine.Documents.Formats.Text;

/// <summary>
/// Reads plain text: paragraphs are separated by blank lines, and a line underlined with punctuation (reStructuredText, setext) is
/// a heading. The title is the first line if it looks like a title, else empty.
/// </summary>
internal sealed class PlainTextReader : TextDocumentReader
{
    private const int MaxTitleLength = 100;

    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Extensions { get; } = [".txt", ".text", ".rst", ".adoc", ".org", ".log"];

    /// <inheritdoc/>
    public override DocumentText Read(string name, string text)
    {
        LineMap lines = new(text);
        BlockKind kind = Path.GetExtension(name).Equals(".log", StringComparison.OrdinalIgnoreCase) ? BlockKind.Code : BlockKind.Paragraph;
        BlockList blocks = new(text);
        string underlines = "";
        string? title = null;
        bool isFirst = true;
        foreach ((int from, int to) in FindParagraphs(lines))
        {
            int body = from;
            if (kind == BlockKind.Paragraph && FindHeading(lines, from, to) is { } heading)
            {
                // As in reStructuredText, the order in which underlines first appear gives their level.
                if (!underlines.Contains(heading.Underline)) underlines += heading.Underline;
                int level = Math.Min(underlines.IndexOf(heading.Underline) + 1, 6);
                body = from + heading.Lines;
                blocks.AddHeading(heading.Title, level, lines.GetStart(from), lines.GetEnd(body - 1));
                title ??= isFirst ? heading.Title : null;
            }
            else if (isFirst && from == to)
            {
                title = GetTitle(lines.GetText(from));
            }
            if (body <= to) blocks.Add(kind, lines.GetStart(body), lines.GetEnd(to));
            isFirst = false;
        }
        return new DocumentText(title ?? "", text, FrontMatter.Empty, blocks.Complete()) { Lines = lines };
    }

    /// <returns>The first and last line of each run of nonblank lines.</returns>
    private static IEnumerable<(int From, int To)> FindParagraphs(LineMap lines)
    {
        int from = 0;
        for (int line = 1; line <= lines.Count; line++)
        {
            bool isBlank = lines.GetText(line).IsWhiteSpace();
            if (!isBlank && from == 0) from = line;
            if (isBlank && from > 0)
            {
                yield return (from, line - 1);
                from = 0;
            }
        }
        if (from > 0) yield return (from, lines.Count);
    }

    private static (string Title, char Underline, int Lines)? FindHeading(LineMap lines, int from, int to)
    {
        bool hasOverline = GetUnderline(lines.GetText(from)) is not null;
        int titleLine = hasOverline ? from + 1 : from;
        if (titleLine + 1 > to) return null;

        ReadOnlySpan<char> title = lines.GetText(titleLine).Trim();
        ReadOnlySpan<char> underline = lines.GetText(titleLine + 1).TrimEnd();
        bool isUnderlined = GetUnderline(underline) is not null && underline.Length >= title.Length;
        bool isHeading = isUnderlined && title.Length <= MaxTitleLength && HasLetter(title);
        return isHeading ? (title.ToString(), underline[0], titleLine + 2 - from) : null;
    }

    /// <returns>The character of a line of at least three equal punctuation marks; null for any other line.</returns>
    private static char? GetUnderline(ReadOnlySpan<char> line)
    {
        line = line.TrimEnd();
        return line.Length >= 3 && "=-~^*+#\"'`".Contains(line[0]) && line.TrimStart(line[0]).IsEmpty ? line[0] : null;
    }

    private static string? GetTitle(ReadOnlySpan<char> line)
    {
        line = line.Trim();
        bool looksLikeTitle = line.Length <= MaxTitleLength && HasLetter(line) && !".,;:!".Contains(line[^1]);
        return looksLikeTitle ? line.ToString() : null;
    }

    private static bool HasLetter(ReadOnlySpan<char> line)
    {
        foreach (char character in line)
        {
            if (char.IsLetter(character)) return true;
        }
        return false;
    }
}
