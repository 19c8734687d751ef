using System.Text;
using System.Text.Json;
using SearchEngine.Documents.Formats.Text;

namespace SearchEngine.Documents.Formats.Data;

/// <summary>
/// Reads JSON, including comments and trailing commas. The text is the file's own with unnecessary escapes resolved. An object or
/// array that is too large for one passage becomes a section named by its key or index, with its members as blocks. Invalid JSON
/// is read as lines.
/// </summary>
internal sealed class JsonReader : TextDocumentReader
{
    // About the size of a passage: a smaller container stays in one block.
    private const int MaxBlockBytes = 600;

    // As in source code, small sections may share a passage.
    private const int MinLevel = 3;
    private const int MaxLevel = 8;

    private static readonly JsonReaderOptions Options = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        MaxDepth = 1_000_000,
    };

    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Extensions { get; } = [".json", ".jsonc", ".geojson", ".webmanifest"];

    /// <inheritdoc/>
    public override DocumentText Read(string name, string text)
    {
        text = JsonEscapes.Resolve(text);
        BlockList blocks = new(text);
        try
        {
            byte[] json = Encoding.UTF8.GetBytes(text);
            AddBlocks(blocks, json, MeasureContainers(json));
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // An unpaired surrogate in a name causes an InvalidOperationException.
            blocks = new BlockList(text);
            blocks.Add(BlockKind.Code, 0, text.Length);
        }
        return new DocumentText("", text, FrontMatter.Empty, blocks.Complete());
    }

    /// <returns>The size in bytes of each object and array, in the order of their starts.</returns>
    private static List<long> MeasureContainers(byte[] json)
    {
        List<long> sizes = [];
        Stack<int> open = [];
        Utf8JsonReader reader = new(json, Options);
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            {
                open.Push(sizes.Count);
                sizes.Add(-reader.TokenStartIndex);
            }
            else if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
            {
                sizes[open.Pop()] += reader.BytesConsumed;
            }
        }
        return sizes;
    }

    /// <summary>
    /// Adds a block from the start of each member to the start of the next, so that commas and closing brackets belong to what they
    /// close.
    /// </summary>
    private static void AddBlocks(BlockList blocks, byte[] json, List<long> sizes)
    {
        Utf8JsonReader reader = new(json, Options);
        Utf16OffsetConverter position = new(json);
        Stack<(Section Section, int Index)> open = new([(blocks.Section, -1)]);
        Section blockSection = blocks.Section;
        int start = 0;
        int container = 0;
        string? key = null;
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
            {
                open.Pop();
                continue;
            }
            (Section section, int index) = open.Pop();
            bool startsMember = key is null;
            open.Push((section, startsMember ? index + 1 : index));
            if (startsMember && open.Count > 1)
            {
                int next = position.Advance(reader.TokenStartIndex);
                blocks.Add(BlockKind.Code, start, next, blockSection);
                (start, blockSection) = (next, section);
            }
            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                key = reader.GetString();
                continue;
            }
            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            {
                bool isRoot = open.Count == 1;
                if (sizes[container++] <= MaxBlockBytes && !isRoot) SkipContainer(ref reader, ref container);
                else open.Push((isRoot ? section : OpenSection(section, key ?? $"{index + 2}"), -1));
            }
            key = null;
        }
        blocks.Add(BlockKind.Code, start, position.Advance(json.Length), blockSection);
    }

    private static Section OpenSection(Section parent, string title) =>
        parent.Open(title, Math.Clamp(parent.Level + 1, MinLevel, MaxLevel));

    private static void SkipContainer(ref Utf8JsonReader reader, ref int container)
    {
        int depth = reader.CurrentDepth;
        while (reader.Read() && reader.CurrentDepth > depth)
        {
            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray) container++;
        }
    }
}
