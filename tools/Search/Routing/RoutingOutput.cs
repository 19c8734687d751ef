using System.Text.Json;
using System.Text.Json.Serialization;
using SearchEngine.Generator.Routing;

namespace SearchEngine.Cli.Routing;

/// <summary>What <c>search models experts --json</c> writes.</summary>
/// <param name="Report">Counts and measures.</param>
/// <param name="Texts">The texts, token by token.</param>
internal sealed record RoutingOutput(RoutingReport Report, IReadOnlyList<RoutedTextOutput> Texts)
{
    public static RoutingOutput From(RoutingReport report, IReadOnlyList<RoutedText> texts) => new(report, [.. texts.Select(text => new RoutedTextOutput(
        text.Topic, text.IsCode, text.IsTruncated, [.. text.Tokens.Select(token => new RoutedTokenOutput(text.Text[token.Start..token.End], token.Start, token.End, token.Kind))],
        [.. text.Experts.Select(layer => new TokenRows(layer, text.ExpertsPerToken))], [.. text.Weights.Select(layer => new TokenRows(layer, text.ExpertsPerToken))]))]);
}

/// <summary>A text and who took its tokens.</summary>
internal sealed record RoutedTextOutput(string Topic, bool IsCode, bool Truncated, IReadOnlyList<RoutedTokenOutput> Tokens, IReadOnlyList<TokenRows> Experts, IReadOnlyList<TokenRows> Weights);

/// <summary>A token of a text.</summary>
internal sealed record RoutedTokenOutput(string Text, int Start, int End, TokenKind Kind);

/// <summary>Numbers of a layer, equally many a token.</summary>
[JsonConverter(typeof(TokenRowsConverter))]
internal sealed record TokenRows(Array Numbers, int ExpertsPerToken);

/// <summary>Writes a layer's numbers on one line, a small array for each token: a line for each number would be hundreds of thousands.</summary>
internal sealed class TokenRowsConverter : JsonConverter<TokenRows>
{
    public override TokenRows Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException("Routing is only written.");

    public override void Write(Utf8JsonWriter writer, TokenRows value, JsonSerializerOptions options) => writer.WriteRawValue($"[{string.Join(",", Numbers(value).Chunk(value.ExpertsPerToken).Select(token => $"[{string.Join(",", token)}]"))}]");

    private static IEnumerable<string> Numbers(TokenRows rows) => rows.Numbers switch
    {
        int[] experts => experts.Select(expert => FormattableString.Invariant($"{expert}")),
        float[] weights => weights.Select(weight => FormattableString.Invariant($"{weight:0.###}")),
        _ => throw new ArgumentOutOfRangeException(nameof(rows)),
    };
}
