using SearchEngine.Documents.Formats.Text;

namespace SearchEngine.Documents.Formats.Data;

/// <summary>
/// Reads files of settings and the like (YAML, TOML, INI, XML, BibTeX): the text is the file's own, in blocks parted by blank lines; what stands below <c>[name]</c> in INI and TOML and below
/// a key at the margin in YAML is a section.
/// </summary>
public sealed class SettingsReader : TextDocumentReader
{
    private const int MaxTitleLength = 100;

    // As in source code: small sections share a passage.
    private const int SectionLevel = 3;

    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Extensions { get; } =
    [
        ".bib", ".cfg", ".conf", ".config", ".csproj", ".editorconfig", ".env", ".fsproj", ".ini", ".kml", ".plist", ".properties", ".props", ".rdf", ".reg", ".rss", ".targets", ".toml",
        ".vbproj", ".xml", ".xsd", ".xsl", ".xslt", ".yaml", ".yml",
    ];

    /// <inheritdoc/>
    public override DocumentText Read(string name, string text)
    {
        LineMap lines = new(text);
        BlockList blocks = new(text);
        bool yaml = Path.GetExtension(name).ToLowerInvariant() is ".yaml" or ".yml";
        Section section = blocks.Section;
        int from = 0;
        for (int line = 1; line <= lines.Count; line++)
        {
            ReadOnlySpan<char> content = lines.GetText(line).TrimEnd();
            string? title = FindTitle(content, yaml);
            if (from > 0 && (content.IsEmpty || title is not null))
            {
                blocks.Add(BlockKind.Code, lines.GetStart(from), lines.GetStart(line), section);
                from = 0;
            }
            if (content.IsEmpty) continue;
            if (title is not null) section = section.Open(title, SectionLevel);
            if (from == 0) from = line;
        }
        if (from > 0) blocks.Add(BlockKind.Code, lines.GetStart(from), text.Length, section);
        return new DocumentText("", text, FrontMatter.Empty, blocks.Complete()) { Lines = lines };
    }

    private static string? FindTitle(ReadOnlySpan<char> line, bool yaml)
    {
        if (line.IsEmpty || line.Length > MaxTitleLength) return null;
        if (yaml) return line[^1] == ':' && !char.IsWhiteSpace(line[0]) && line[0] is not ('#' or '-') ? line[..^1].ToString() : null;
        return line is ['[', not ('{' or '"' or '[' or ']'), .., ']'] ? line[1..^1].ToString() : line is ['[', '[', .., ']', ']'] ? line[2..^2].ToString() : null;
    }
}
