using System.Text.Json;
using SearchEngine.Documents.Encodings;
using SearchEngine.Documents.Formats.Text;

namespace SearchEngine.Documents.Formats.Data;

/// <summary>Reads Jupyter notebooks: the prose and the code of each cell, and what it printed where that is short. Places are the cells, from 1.</summary>
public sealed class NotebookReader : IDocumentReader
{
    // Longer output is a log or a table of numbers.
    private const int MaxOutputLength = 2_000;

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Extensions { get; } = [".ipynb"];

    /// <inheritdoc/>
    public DocumentText Read(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken = default)
    {
        using JsonDocument notebook = Parse(TextDecoder.Decode(content.Span));
        DocumentBuilder builder = new(cancellationToken);
        string title = "";
        int number = 0;
        foreach (JsonElement cell in GetCells(notebook.RootElement))
        {
            builder.SetPlace($"cell {++number}");
            string source = GetText(cell, "source") is { Length: > 0 } text ? text : GetText(cell, "input");
            switch (GetText(cell, "cell_type"))
            {
                case "markdown":
                    AddMarkdown(builder, source, ref title);
                    break;
                case "heading":
                    builder.AddHeading(source, cell.TryGetProperty("level", out JsonElement level) && level.TryGetInt32(out int value) ? Math.Clamp(value, 1, 6) : 1);
                    break;
                case "code":
                    builder.AddBlock(BlockKind.Code, source);
                    foreach (JsonElement output in GetItems(cell, "outputs")) AddOutput(builder, output);
                    break;
                default:
                    builder.AddBlock(BlockKind.Paragraph, source);
                    break;
            }
        }
        return builder.Build(title);
    }

    private static JsonDocument Parse(string text)
    {
        try
        {
            JsonDocument notebook = JsonDocument.Parse(text, new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            if (notebook.RootElement.ValueKind == JsonValueKind.Object && (notebook.RootElement.TryGetProperty("cells", out _) || notebook.RootElement.TryGetProperty("worksheets", out _)))
                return notebook;

            notebook.Dispose();
            throw new UnreadableDocumentException("no notebook: it has no \"cells\"");
        }
        catch (JsonException exception)
        {
            throw new UnreadableDocumentException($"no notebook: its JSON is broken in line {exception.LineNumber + 1}", exception);
        }
    }

    // Before format 4 the cells stood in worksheets.
    private static IEnumerable<JsonElement> GetCells(JsonElement notebook) =>
        GetItems(notebook, "cells").Concat(GetItems(notebook, "worksheets").SelectMany(sheet => GetItems(sheet, "cells")));

    private static void AddMarkdown(DocumentBuilder builder, string source, ref string title)
    {
        DocumentText prose = new MarkdownReader().Read("", source);
        if (title.Length == 0) title = prose.Title;
        foreach (DocumentBlock block in prose.Blocks)
        {
            if (block.Kind == BlockKind.Heading) builder.AddHeading(block.Section.Title, block.Section.Level);
            else builder.AddBlock(block.Kind, prose.Text[block.Start..block.End]);
        }
    }

    private static void AddOutput(DocumentBuilder builder, JsonElement output)
    {
        string text = output.ValueKind == JsonValueKind.Object && output.TryGetProperty("data", out JsonElement data) ? GetText(data, "text/plain") : GetText(output, "text");
        if (text.Length == 0 && GetText(output, "ename") is { Length: > 0 } error) text = $"{error}: {GetText(output, "evalue")}";
        if (text.Length <= MaxOutputLength) builder.AddBlock(BlockKind.Code, text);
    }

    private static IEnumerable<JsonElement> GetItems(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : [];

    /// <returns>A string, or a list of strings as one; else nothing.</returns>
    private static string GetText(JsonElement element, string name)
    {
        if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out JsonElement value)) return "";
        return value.ValueKind switch
        {
            JsonValueKind.String => GetString(value),
            JsonValueKind.Array => string.Concat(value.EnumerateArray().Where(part => part.ValueKind == JsonValueKind.String).Select(GetString)),
            _ => "",
        };
    }

    private static string GetString(JsonElement text)
    {
        try
        {
            return text.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair is no text.
            return "";
        }
    }
}
