using System.Collections.Frozen;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace SearchEngine.Documents;

/// <summary>
/// Reads the YAML mapping that opens a Markdown file. Scalars and lists of scalars are fields; deeper structures are passed over.
/// Works on YamlDotNet's events, which need no recursion: no nesting, however deep, and no alias can exhaust stack or memory.
/// </summary>
internal static class FrontMatter
{
    // YamlDotNet takes time by the square of the nesting: 50,000 brackets cost ten seconds. People write a few hundred characters.
    private const int MaxLength = 16_384;

    public static IReadOnlyDictionary<string, string> Empty => FrozenDictionary<string, string>.Empty;

    /// <returns>
    /// The fields, names compared without case; null where <paramref name="block"/>, its fences included, is no valid YAML mapping or
    /// longer than front matter ever is.
    /// </returns>
    public static IReadOnlyDictionary<string, string>? Parse(ReadOnlySpan<char> block)
    {
        if (block.Length > MaxLength) return null;
        try
        {
            Parser parser = new(new StringReader(RemoveFences(block)));
            parser.Consume<StreamStart>();
            if (parser.Accept<StreamEnd>(out _)) return Empty;
            parser.Consume<DocumentStart>();
            return parser.TryConsume<MappingStart>(out _) ? ReadFields(parser) : null;
        }
        catch (Exception exception) when (exception is YamlException or InvalidOperationException)
        {
            // YamlDotNet's scanner throws InvalidOperationException, too, on some broken flow collections.
            return null;
        }
    }

    private static string RemoveFences(ReadOnlySpan<char> block)
    {
        int first = block.IndexOf('\n') + 1;
        int last = block.TrimEnd().LastIndexOf('\n') + 1;
        return first < last ? block[first..last].ToString() : "";
    }

    private static Dictionary<string, string> ReadFields(Parser parser)
    {
        Dictionary<string, string> fields = new(StringComparer.OrdinalIgnoreCase);
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            string? name = ReadValue(parser);
            string? value = ReadValue(parser);
            if (name is { Length: > 0 } && value is { Length: > 0 }) fields[name] = value;
        }
        return fields;
    }

    /// <returns>A scalar as it is, a list's scalars joined by ", "; null for anything else. Always consumes one whole node.</returns>
    private static string? ReadValue(Parser parser)
    {
        if (parser.TryConsume<Scalar>(out Scalar? scalar)) return scalar.Value;

        bool list = parser.Accept<SequenceStart>(out _);
        List<string> values = [];
        int depth = 0;
        do
        {
            ParsingEvent part = parser.Consume<ParsingEvent>();
            depth += part.NestingIncrease;
            if (depth == 1 && part is Scalar item) values.Add(item.Value);
        }
        while (depth > 0);
        return list ? string.Join(", ", values) : null;
    }
}
