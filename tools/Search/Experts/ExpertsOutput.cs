using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SearchEngine.Cli.Experts;

/// <summary>The output of <c>search models experts --json</c>: the report, and the texts token by token.</summary>
internal sealed record ExpertsOutput(RoutingReport Report, IReadOnlyList<RoutedTextOutput> Texts)
{
    public static ExpertsOutput From(RoutingReport report, IReadOnlyList<RoutedText> texts) =>
        new(report, [.. texts.Select(RoutedTextOutput.From)]);
}

internal sealed record RoutedTextOutput(
    string Topic,
    bool IsCode,
    bool Truncated,
    IReadOnlyList<RoutedTokenOutput> Tokens,
    IReadOnlyList<TokenRows> Experts,
    IReadOnlyList<TokenRows> Weights)
{
    public static RoutedTextOutput From(RoutedText text) => new(
        text.Topic,
        text.IsCode,
        text.IsTruncated,
        [.. text.Tokens.Select(token => new RoutedTokenOutput(text.Text[token.Start..token.End], token.Start, token.End, token.Kind))],
        [.. text.Experts.Select(layer => new TokenRows(layer, text.ExpertsPerToken))],
        [.. text.Weights.Select(layer => new TokenRows(layer, text.ExpertsPerToken))]);
}

internal sealed record RoutedTokenOutput(string Text, int Start, int End, TokenKind Kind);

/// <summary>The numbers of a layer, the same count for each token.</summary>
[JsonConverter(typeof(TokenRowsConverter))]
internal sealed record TokenRows(Array Numbers, int ExpertsPerToken);

/// <summary>
/// Writes the numbers of a layer on one line, with an array for each token: one line per number would be hundreds of
/// thousands.
/// </summary>
internal sealed class TokenRowsConverter : JsonConverter<TokenRows>
{
    public override TokenRows Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Routing is only written.");

    public override void Write(Utf8JsonWriter writer, TokenRows value, JsonSerializerOptions options)
    {
        IEnumerable<string> tokens = FormatNumbers(value).Chunk(value.ExpertsPerToken).Select(token => $"[{string.Join(",", token)}]");
        writer.WriteRawValue($"[{string.Join(",", tokens)}]");
    }

    private static IEnumerable<string> FormatNumbers(TokenRows rows) => rows.Numbers switch
    {
        int[] experts => experts.Select(expert => expert.ToString(CultureInfo.InvariantCulture)),
        float[] weights => weights.Select(weight => weight.ToString("0.###", CultureInfo.InvariantCulture)),
        _ => throw new ArgumentOutOfRangeException(nameof(rows)),
    };
}
