using System.Text.Json;
using SearchEngine.Documents.Encodings;
using SearchEngine.Documents.Formats.Text;

namespace SearchEngine.Documents.Formats.Data;

/// <summary>Reads Jupyter notebooks: the prose, code and short output of each cell. Places are the cells, numbered from 1.</summary>
internal sealed class NotebookReader : IDocumentReader
{
    // Longer output is usually a log or a table of numbers.
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
                    builder.AddHeading(source, GetHeadingLevel(cell));
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

    private static int GetHeadingLevel(JsonElement cell) =>
        cell.TryGetProperty("level", out JsonElement level) && level.TryGetInt32(out int value) ? Math.Clamp(value, 1, 6) : 1;

    private static JsonDocument Parse(string text)
    {
        try
        {
            JsonDocumentOptions options = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };
            JsonDocument notebook = JsonDocument.Parse(text, options);
            JsonElement root = notebook.RootElement;
            bool isNotebook = root.ValueKind == JsonValueKind.Object
                && (root.TryGetProperty("cells", out _) || root.TryGetProperty("worksheets", out _));
            if (isNotebook) return notebook;

            notebook.Dispose();
            throw new UnreadableDocumentException("it is not a notebook: it has no \"cells\"");
        }
        catch (JsonException exception)
        {
            long line = (exception.LineNumber ?? 0) + 1;
            throw new UnreadableDocumentException($"it is not a notebook: its JSON is invalid in line {line}", exception);
        }
    }

    // Before format 4, the cells were in worksheets.
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
        bool hasData = output.ValueKind == JsonValueKind.Object && output.TryGetProperty("data", out _);
        string text = hasData ? GetText(output.GetProperty("data"), "text/plain") : GetText(output, "text");
        if (text.Length == 0 && GetText(output, "ename") is { Length: > 0 } error) text = $"{error}: {GetText(output, "evalue")}";
        if (text.Length <= MaxOutputLength) builder.AddBlock(BlockKind.Code, text);
    }

    private static IEnumerable<JsonElement> GetItems(JsonElement element, string name)
    {
        if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out JsonElement list)) return [];
        return list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : [];
    }

    /// <returns>A string, or a list of strings concatenated; empty for anything else.</returns>
    private static string GetText(JsonElement element, string name)
    {
        if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out JsonElement value)) return "";
        return value.ValueKind switch
        {
            JsonValueKind.String => GetString(value),
            JsonValueKind.Array => string.Concat(
                value.EnumerateArray().Where(part => part.ValueKind == JsonValueKind.String).Select(GetString)),
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
            // An unpaired surrogate is not text.
            return "";
        }
    }
}
