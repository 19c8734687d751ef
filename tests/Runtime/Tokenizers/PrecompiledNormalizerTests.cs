using System.Text.Json;
using SearchEngine.Runtime.Tokenizers;
using SearchEngine.Runtime.Tokenizers.Normalizers;

namespace SearchEngine.Runtime.Tests.Tokenizers;

public sealed class PrecompiledNormalizerTests
{
    private static readonly PrecompiledNormalizer Normalizer = Load(
        ("\u2026", "..."), (
            "e\u0301", "\u00E9"), ("\r", " "), ("\u0001", ""), ("\uD55C", "xyz"), ("q", "Q"), ("\U0001F600", ":)"), ("\uFFFD", "?"));

    [Theory]
    [InlineData("a\u2026b", "a...b", new[] { 0, 1, 1, 2, 1, 2, 1, 2, 2, 3 })]
    [InlineData("ae\u0301b", "a\u00E9b", new[] { 0, 1, 1, 2, 3, 4 })] // a character of two comes from the first
    [InlineData("a\r\nb", "a b", new[] { 0, 1, 1, 2, 3, 4 })] // CR LF is one cluster
    [InlineData("\u0001a\u0001b", "ab", new[] { 1, 2, 3, 4 })]
    [InlineData("\uD55C\u0301", "xyz", new[] { 0, 1, 1, 2, 1, 2 })] // new characters too many come from the last old one
    [InlineData("q\u0301", "Q", new[] { 0, 1 })] // the rest of a short cluster goes with its beginning
    [InlineData("q\u0301\u0301\u0301", "Q\u0301\u0301\u0301", new[] { 0, 1, 1, 2, 2, 3, 3, 4 })] // a long one goes by characters
    [InlineData("\U0001F600!", ":)!", new[] { 0, 2, 0, 2, 2, 3 })]
    [InlineData("", "", new int[0])]
    public void Normalize_ReplacesClustersBeforeCharacters(string text, string expected, int[] origins)
    {
        AlignedText output = new(capacity: 0, origin: 0);
        Normalizer.Normalize(text, output);

        Assert.Equal(expected, new string(output.Text));
        Assert.Equal(origins, Enumerable.Range(0, expected.Length).SelectMany(i =>
        {
            (int start, int end) = output.GetOrigin(i, i + 1);
            return (int[])[start, end];
        }));
    }

    [Fact]
    public void Normalize_LoneSurrogate_IsReadAsTheReplacementCharacter() =>
        Assert.Equal("a??b?", Normalizer.Normalize("a\uD83D\uD83Db\uDE00"));

    [Fact]
    public void Normalize_ClusterOfAMillionMarks_Completes()
    {
        string text = "q" + new string('\u0301', 1_000_000);

        Assert.Equal("Q" + text[1..], Normalizer.Normalize(text));
    }

    private static PrecompiledNormalizer Load(params (string, string)[] entries)
    {
        string json = JsonSerializer.Serialize(new { precompiled_charsmap = Convert.ToBase64String(TinyCharsMap.Bytes(entries)) });
        return new(PrecompiledCharsMap.Read(new TokenizerComponent("tokenizer.json", "normalizer", JsonDocument.Parse(json).RootElement)));
    }
}
