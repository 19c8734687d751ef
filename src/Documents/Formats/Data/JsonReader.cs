using System.Text;
using System.Text.Json;
using SearchEngine.Documents.Formats.Text;

namespace SearchEngine.Documents.Formats.Data;

/// <summary>
/// Reads JSON, comments and trailing commas allowed. The text is the file's own but for escapes of plain characters; an object or array that is too large for one passage is a section, named by its key or index, and what it holds
/// are its blocks. What is no JSON is read as lines.
/// </summary>
public sealed class JsonReader : TextDocumentReader
{
    // About the size of a passage: what is smaller stays together with its braces.
    private const int MaxBlockBytes = 600;

    // As in source code: small sections share a passage.
    private const int MinLevel = 3;
    private const int MaxLevel = 8;

    private static readonly JsonReaderOptions Options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = 1_000_000 };

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
            // Half a surrogate pair in a name is an InvalidOperationException.
            blocks = new BlockList(text);
            blocks.Add(BlockKind.Code, 0, text.Length);
        }
        return new DocumentText("", text, FrontMatter.Empty, blocks.Complete());
    }

    /// <returns>The bytes of each object and array, in the order in which they begin.</returns>
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

    /// <summary>A block reaches from where a member begins to where the next one does, so that commas and closing brackets belong to what they close.</summary>
    private static void AddBlocks(BlockList blocks, byte[] json, List<long> sizes)
    {
        Utf8JsonReader reader = new(json, Options);
        Utf16OffsetReader position = new(json);
        Stack<(Section Section, int Index)> open = new([(blocks.Section, -1)]);
        Section inBlock = blocks.Section;
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
            bool begins = key is null;
            if (begins) open.Push((section, index + 1));
            else open.Push((section, index));
            if (begins && open.Count > 1)
            {
                int next = position.Advance(reader.TokenStartIndex);
                blocks.Add(BlockKind.Code, start, next, inBlock);
                (start, inBlock) = (next, section);
            }
            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                key = reader.GetString();
                continue;
            }
            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            {
                if (sizes[container++] <= MaxBlockBytes && open.Count > 1) SkipContainer(ref reader, ref container);
                else open.Push((open.Count == 1 ? section : section.Open(key ?? $"{index + 2}", Math.Clamp(section.Level + 1, MinLevel, MaxLevel)), -1));
            }
            key = null;
        }
        blocks.Add(BlockKind.Code, start, position.Advance(json.Length), inBlock);
    }

    private static void SkipContainer(ref Utf8JsonReader reader, ref int container)
    {
        int depth = reader.CurrentDepth;
        while (reader.Read() && reader.CurrentDepth > depth)
        {
            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray) container++;
        }
    }
}
