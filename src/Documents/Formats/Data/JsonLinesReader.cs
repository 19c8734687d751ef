using SearchEngine.Documents.Formats.Text;

namespace SearchEngine.Documents.Formats.Data;

/// <summary>Reads JSON Lines: the text is the file's own but for escapes of plain characters, and each line a record.</summary>
public sealed class JsonLinesReader : TextDocumentReader
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
