using System.Text.RegularExpressions;

namespace SearchEngine.Documents.Formats.Text;

/// <summary>
/// Reads LaTeX. The text is the file's own, including markup; its sections form the outline, <c>\title</c> is the title and
/// <c>\author</c> a field.
/// </summary>
internal sealed partial class TexReader : TextDocumentReader
{
    private static readonly string[] SectionCommands = ["part", "chapter", "section", "subsection", "subsubsection", "paragraph"];

    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Extensions { get; } = [".tex", ".ltx"];

    /// <inheritdoc/>
    public override DocumentText Read(string name, string text)
    {
        LineMap lines = new(text);
        BlockList blocks = new(text);
        Dictionary<string, string> fields = new(StringComparer.OrdinalIgnoreCase);
        string title = "";
        int paragraphLine = 0;
        for (int line = 1; line <= lines.Count; line++)
        {
            ReadOnlySpan<char> content = lines.GetText(line);
            Match command = content.TrimStart() is ['\\', ..] ? Command().Match(content.ToString()) : Match.Empty;
            int level = Array.IndexOf(SectionCommands, command.Groups[1].Value) + 1;
            if (paragraphLine > 0 && (level > 0 || content.IsWhiteSpace()))
            {
                blocks.Add(BlockKind.Paragraph, lines.GetStart(paragraphLine), lines.GetStart(line));
                paragraphLine = 0;
            }
            if (level > 0) blocks.AddHeading(command.Groups[2].Value, level, lines.GetStart(line), lines.GetEnd(line));
            else if (paragraphLine == 0 && !content.IsWhiteSpace()) paragraphLine = line;
            if (command.Groups[1].Value == "title") title = command.Groups[2].Value;
            if (command.Groups[1].Value == "author") fields["author"] = command.Groups[2].Value;
        }
        if (paragraphLine > 0) blocks.Add(BlockKind.Paragraph, lines.GetStart(paragraphLine), text.Length);
        return new DocumentText(title, text, fields, blocks.Complete()) { Lines = lines };
    }

    [GeneratedRegex(
        @"^\s*\\(part|chapter|(?:sub){0,2}section|paragraph|title|author)\*?(?:\[[^\]]*\])?"
        + @"\{([^{}]*(?:\{[^{}]*\}[^{}]*)*)\}",
        RegexOptions.NonBacktracking)]
    private static partial Regex Command();
}
