using SearchEngine.Documents.Formats.Text;

namespace SearchEngine.Documents.Formats.Data;

/// <summary>
/// Reads settings and similar files (YAML, TOML, INI, XML, BibTeX). The text is the file's own, in blocks separated by blank lines;
/// a line <c>[name]</c> in INI and TOML, or a top-level key in YAML, starts a section.
/// </summary>
internal sealed class SettingsReader : TextDocumentReader
{
    private const int MaxTitleLength = 100;

    // As in source code, small sections may share a passage.
    private const int SectionLevel = 3;

    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Extensions { get; } =
    [
        ".bib", ".cfg", ".conf", ".config", ".csproj", ".editorconfig", ".env", ".fsproj", ".ini", ".kml", ".plist", ".properties",
        ".props", ".rdf", ".reg", ".rss", ".targets", ".toml", ".vbproj", ".xml", ".xsd", ".xsl", ".xslt", ".yaml", ".yml",
    ];

    /// <inheritdoc/>
    public override DocumentText Read(string name, string text)
    {
        LineMap lines = new(text);
        BlockList blocks = new(text);
        bool isYaml = Path.GetExtension(name).ToLowerInvariant() is ".yaml" or ".yml";
        Section section = blocks.Section;
        int blockLine = 0;
        for (int line = 1; line <= lines.Count; line++)
        {
            ReadOnlySpan<char> content = lines.GetText(line).TrimEnd();
            string? title = FindTitle(content, isYaml);
            if (blockLine > 0 && (content.IsEmpty || title is not null))
            {
                blocks.Add(BlockKind.Code, lines.GetStart(blockLine), lines.GetStart(line), section);
                blockLine = 0;
            }
            if (content.IsEmpty) continue;
            if (title is not null) section = section.Open(title, SectionLevel);
            if (blockLine == 0) blockLine = line;
        }
        if (blockLine > 0) blocks.Add(BlockKind.Code, lines.GetStart(blockLine), text.Length, section);
        return new DocumentText("", text, FrontMatter.Empty, blocks.Complete()) { Lines = lines };
    }

    private static string? FindTitle(ReadOnlySpan<char> line, bool isYaml)
    {
        if (line.IsEmpty || line.Length > MaxTitleLength) return null;
        return isYaml ? FindYamlKey(line) : FindTableName(line);
    }

    private static string? FindYamlKey(ReadOnlySpan<char> line)
    {
        bool isTopLevelKey = line[^1] == ':' && !char.IsWhiteSpace(line[0]) && line[0] is not ('#' or '-');
        return isTopLevelKey ? line[..^1].ToString() : null;
    }

    private static string? FindTableName(ReadOnlySpan<char> line)
    {
        if (line is ['[', not ('{' or '"' or '[' or ']'), .., ']']) return line[1..^1].ToString();
        return line is ['[', '[', .., ']', ']'] ? line[2..^2].ToString() : null;
    }
}
