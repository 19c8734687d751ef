using SearchEngine.Runtime.Tokenizers.PreTokenizers;

namespace SearchEngine.Runtime.Tests.Tokenizers;

public sealed class BertPreTokenizerTests
{
    [Theory]
    [InlineData("", new string[0])]
    [InlineData(" \u3000\n", new string[0])]
    [InlineData("snake_case$<x>", new[] { "snake", "_", "case", "$", "<", "x", ">" })]
    [InlineData("  a--b ", new[] { "a", "-", "-", "b" })]
    [InlineData("\u00B0C \u20AC5 \u201Cq\u201D\u2026", new[] { "\u00B0C", "\u20AC5", "\u201C", "q", "\u201D", "\u2026" })]
    [InlineData("\U0001F600\U00010100x\uD800y", new[] { "\U0001F600", "\U00010100", "x\uD800y" })]
    public void PreTokenize_SplitsAtWhiteSpaceAndPunctuation(string text, string[] expected)
    {
        BertPreTokenizer preTokenizer = new();

        Assert.Equal(expected, preTokenizer.PreTokenize(text).Select(word => text.Substring(word.Offset, word.Length)));
        Assert.Equal(preTokenizer.PreTokenize(text), preTokenizer.PreTokenize(text.AsSpan()));
    }
}
