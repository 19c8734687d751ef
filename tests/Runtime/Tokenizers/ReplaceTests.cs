using System.Text.Json;
using SearchEngine.Runtime.Tokenizers;
using SearchEngine.Runtime.Tokenizers.Decoders;
using SearchEngine.Runtime.Tokenizers.Normalizers;
using SearchEngine.Runtime.Tokenizers.Patterns;

namespace SearchEngine.Runtime.Tests.Tokenizers;

public sealed class ReplaceTests
{
    [Theory]
    [InlineData("""{ "Regex": " {2,}" }""", " ", "a   b c", "a b c", new[] { 0, 1, 3, 4, 4, 5, 5, 6, 6, 7 })]
    [InlineData("""{ "String": " " }""", "__", "a b", "a__b", new[] { 0, 1, 1, 2, 1, 2, 2, 3 })]
    [InlineData("""{ "String": "." }""", "", "a.b", "ab", new[] { 0, 1, 2, 3 })]
    [InlineData("""{ "String": "''" }""", "\"", "'''", "\"'", new[] { 1, 2, 2, 3 })]
    [InlineData("""{ "String": "\uD83D\uDE00" }""", ":)", "\U0001F600", ":)", new[] { 0, 2, 0, 2 })]
    [InlineData("""{ "String": "x" }""", "y", "", "", new int[0])]
    [InlineData("""{ "Regex": "^" }""", "_", "\U0001F600", "_\U0001F600", new[] { 0, 2, 0, 2, 0, 2 })]
    [InlineData("""{ "Regex": "^" }""", "_", "", "", new int[0])]
    public void Normalize_ReplacesMatches(string pattern, string content, string text, string expected, int[] origins)
    {
        AlignedText output = new(capacity: 0, origin: 0);
        new ReplaceNormalizer(Read(pattern), content).Normalize(text, output);

        Assert.Equal(expected, new string(output.Text));
        Assert.Equal(origins, Enumerable.Range(0, expected.Length).SelectMany(i =>
        {
            (int start, int end) = output.GetOrigin(i, i + 1);
            return (int[])[start, end];
        }));
    }

    [Theory]
    [InlineData("""{ "String": "\u2581" }""", " ", new[] { "\u2581a\u2581", "b" }, new[] { " a ", "b" })]
    [InlineData("""{ "Regex": "[ab]" }""", "$&", new[] { "ac" }, new[] { "$&c" })]
    public void Decode_Replace_ReplacesMatches(string pattern, string content, string[] tokens, string[] expected) =>
        Assert.Equal(expected, new ReplaceDecoder(Read(pattern), content).DecodePieces(tokens));

    [Fact]
    public void Normalize_MillionSpaces_Completes()
    {
        ReplaceNormalizer normalizer = new(Read("""{ "Regex": " {2,}" }"""), " ");

        Assert.Equal(" ", normalizer.Normalize(new string(' ', 1_000_000)));
        Assert.Equal(500_000, normalizer.Normalize(string.Concat(Enumerable.Repeat("a ", 250_000))).Length);
    }

    private static TextPattern Read(string pattern) => PatternReader.Read(
        new TokenizerComponent("tokenizer.json", "normalizer", JsonDocument.Parse($$"""{ "pattern": {{pattern}} }""").RootElement));
}
