using System.Text;
using SearchEngine.Runtime.Tokenizers.Patterns;

namespace SearchEngine.Runtime.Tests.Tokenizers;

public sealed class OnigurumaTranslatorTests
{
    [Theory]
    [InlineData("a?+a", "a", "")] // gives nothing back
    [InlineData("a?a", "a", "a")]
    [InlineData(@"\p{L}++\d", "ab1", "ab1")]
    [InlineData("(?:ab)*+c", "ababc", "ababc")]
    [InlineData("a{1,2}+b", "aaaab", "aaaab")] // not possessive: a repetition of a repetition
    [InlineData("a{,2}b", "aab", "aab")]
    [InlineData("x{a}", "x{a}", "x{a}")]
    [InlineData(@"\w+", "\u0915\u093E\u24B6\u2160_9-", "\u0915\u093E\u24B6\u2160_9")] // spacing marks, alphabetic symbols, letter numbers
    [InlineData(@"[\w-]+", "\u0915\u093E-", "\u0915\u093E-")]
    [InlineData(@"\W", "\u093E!", "!")]
    [InlineData(@"\bb\b", "\u093Eb b", "b")]
    [InlineData(@"\p{^L}", "a1", "1")]
    [InlineData(@"\P{^L}", "1a", "a")]
    [InlineData(@"\x{4E00}", "\u4E00", "\u4E00")]
    [InlineData("(?m:.)", "\n", "\n")] // m has the dot match line ends
    [InlineData("^b$", "a\nb\nc", "b")] // anchors are those of lines
    [InlineData("(?i:'s|'t)", "'S", "'S")]
    [InlineData("x(?i)a|b", "xB", "xB")] // options hold to the end, alternatives included
    [InlineData("(x(?i)a)A", "xAA", "xAA")]
    [InlineData("(?<=a)b(?!c)(?=d)", "abd", "b")]
    [InlineData("(?<!a)(?<name>b)", "abb", "b")]
    [InlineData(@"\s+(?!\S)", "  a", " ")]
    public void Matches_Pattern_EqualOniguruma(string pattern, string text, string expected)
    {
        (int start, int end) = RegexPattern.FromOniguruma(pattern).Matches(text).FirstOrDefault();

        Assert.Equal(expected, text[start..end]);
    }

    [Theory]
    [InlineData(@"(a)\1")]
    [InlineData(@"\k<a>")]
    [InlineData(@"\p{Han}")]
    [InlineData("[a[b]]")]
    [InlineData("[a&&b]")]
    [InlineData(@"[\W]")]
    [InlineData("[[:alpha:]]")]
    [InlineData("\U0001F600")]
    [InlineData("[\U0001F600]")]
    [InlineData(@"\x{1F600}")]
    [InlineData(@"\x{")]
    [InlineData(@"\p{L")]
    [InlineData("(?x: a)")]
    [InlineData("(?#a)")]
    [InlineData("(?~a)")]
    [InlineData("(a")]
    [InlineData("a)")]
    [InlineData("[a")]
    [InlineData(@"a\")]
    [InlineData("*a")]
    public void ToDotNet_UnsupportedConstruct_Throws(string pattern) =>
        Assert.Throws<FormatException>(() => RegexPattern.FromOniguruma(pattern));

    [Fact]
    public void Matches_CharactersBeyondTheBasicPlane_UseTheirCategory()
    {
        // A letter, a digit, a symbol, a mark, and a lone surrogate, which is none of these.
        string text = "a\U0001D400 1\U0001D7CE \U0001F600 e\U0001D165 \uD800";

        Assert.Equal(["a\U0001D400", "e"], Found(@"\p{L}+"));
        Assert.Equal(["1\U0001D7CE"], Found(@"\p{N}+"));
        Assert.Equal(["\U0001F600"], Found(@"\p{So}"));
        Assert.Equal(["e\U0001D165"], Found(@"e\p{M}"));
        Assert.Equal(["a\U0001D400", "1\U0001D7CE", "e\U0001D165"], Found(@"\w+"));
        Assert.Equal(["\U0001F600 e"], Found(@"\p{So} e"));

        IEnumerable<string> Found(string pattern) =>
            RegexPattern.FromOniguruma(pattern).Matches(text).Select(match => text[match.Start..match.End]);
    }

    [Fact]
    public void StandIns_HaveTheSameCategory()
    {
        for (int value = 0x10000; value <= 0x10FFFF; value++)
        {
            Rune rune = new(value);
            BmpText text = new($"a{rune}b");
            Assert.Equal(3, text.Text.Length);
            Assert.Equal(Rune.GetUnicodeCategory(rune), char.GetUnicodeCategory(text.Text[1]));
            Assert.Equal(3, text.MapToOriginal(2));
        }
    }
}
