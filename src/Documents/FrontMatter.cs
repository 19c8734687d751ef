using System.Collections.Frozen;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace SearchEngine.Documents;

/// <summary>
/// Reads the YAML mapping at the top of a Markdown file. Scalars and lists of scalars become fields; deeper structures are
/// skipped. It reads YamlDotNet's events without recursion, so neither nesting nor aliases can exhaust the stack or memory.
/// </summary>
internal static class FrontMatter
{
    // YamlDotNet takes quadratic time in the nesting: 50,000 brackets cost ten seconds. Real front matter has a few hundred characters.
    private const int MaxLength = 16_384;

    public static IReadOnlyDictionary<string, string> Empty => FrozenDictionary<string, string>.Empty;

    /// <returns>
    /// The fields, with case-insensitive names; null if <paramref name="block"/>, including its fences, is not a valid YAML
    /// mapping or is implausibly long.
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
            // YamlDotNet's scanner also throws InvalidOperationException on some broken flow collections.
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

    /// <returns>A scalar, or the scalars of a list joined by ", "; null for anything else. Always consumes one whole node.</returns>
    private static string? ReadValue(Parser parser)
    {
        if (parser.TryConsume<Scalar>(out Scalar? scalar)) return scalar.Value;

        bool isList = parser.Accept<SequenceStart>(out _);
        List<string> values = [];
        int depth = 0;
        do
        {
            ParsingEvent part = parser.Consume<ParsingEvent>();
            depth += part.NestingIncrease;
            if (depth == 1 && part is Scalar item) values.Add(item.Value);
        }
        while (depth > 0);
        return isList ?  string.Join(", ", values) : null;
    }
}
