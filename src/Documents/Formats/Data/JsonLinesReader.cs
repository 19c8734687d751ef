using SearchEngine.Documents.Formats.Text;

namespace SearchEngine.Documents.Formats.Data;

/// <summary>Reads JSON Lines: each line is a record, and the text is the file's own with unnecessary escapes resolved.</summary>
internal sealed class JsonLinesReader : TextDocumentReader
{
    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Extensions { get; } = [".jsonl", ".ndjson"];

    /// <inheritdoc/>
    public override DocumentText Read(string name, string text)
    {
        text = JsonEscapes.Resolve(text);
        LineMap lines = new(text);
        BlockList blocks = new(text);
        for (int line = 1; line <= lines.Count; line++) blocks.Add(BlockKind.Code, lines.GetStart(line), lines.GetEnd(line));
        return new DocumentText("", text, FrontMatter.Empty, blocks.Complete()) { Lines = lines };
    }
}
