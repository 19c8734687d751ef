using System.Text;
using SearchEngine.Runtime.Tokenizers.Normalizers;

namespace SearchEngine.Runtime.Tests.Tokenizers;

public sealed class BertNormalizerTests
{
    private static readonly BertNormalizer Uncased = new(cleanText: true, handleChineseChars: true, stripAccents: true, lowercase: true);
    private static readonly BertNormalizer Cased = new(cleanText: true, handleChineseChars: true, stripAccents: false, lowercase: false);
    private static readonly BertNormalizer LowerOnly = new(
        cleanText: false, handleChineseChars: false, stripAccents: false, lowercase: true);

    [Theory]
    [InlineData("tab\tnew\r\nline", "tab new  line")]
    [InlineData("nbsp\u00A0ideographic\u3000", "nbsp ideographic ")]
    [InlineData("soft\u00ADhyphen\u200Bzero\uFEFFbom\uE000private\u0085next\u000Bvt", "softhyphenzerobomprivatenextvt")]
    [InlineData("\u0000\uFFFD\U00010000", "\U00010000")]
    [InlineData("\u0378", "\u0378")] // unassigned: stays
    [InlineData("\uFFFE\uFFFF", "\uFFFE\uFFFF")]
    [InlineData("\u4E2D\u6587", " \u4E2D  \u6587 ")]
    [InlineData("\U0002B820\U0002B920", "\U0002B820 \U0002B920 ")] // the reference begins extension E late
    [InlineData("\uF900", " \u8C48 ")] // set apart, then taken apart
    [InlineData("\u00C9\u0130\u01C5\u1E9E", "ei\u01C6\u00DF")]
    [InlineData("\uD55C", "\u1112\u1161\u11AB")]
    [InlineData("\u03A3\u03A3", "\u03C3\u03C3")] // no final sigma
    public void Normalize_Uncased_MatchesTheReference(string text, string expected) => Assert.Equal(expected, Uncased.Normalize(text));

    [Theory]
    [InlineData("\u00C9 e\u0301 \uD55C", "\u00C9 e\u0301 \uD55C")]
    [InlineData("a\tb\u200B", "a b")]
    public void Normalize_Cased_KeepsAccentsAndCase(string text, string expected) => Assert.Equal(expected, Cased.Normalize(text));

    [Theory]
    [InlineData("\u0130\u00C9", "i\u0307\u00E9")]
    [InlineData("A\t\u4E2D", "a\t\u4E2D")]
    public void Normalize_LowerCaseOnly_KeepsTheRest(string text, string expected) => Assert.Equal(expected, LowerOnly.Normalize(text));

    [Fact]
    public void Normalize_LoneSurrogate_IsReadAsTheReplacementCharacter()
    {
        Assert.Equal("x", Uncased.Normalize("\uD800x\uDC00"));
        Assert.Equal("\uFFFDx\uFFFD", LowerOnly.Normalize("\uD800X\uDC00"));
    }

    [Fact]
    public void Normalize_EveryCharacter_AlignsWithTheOriginal()
    {
        for (int value = 0; value <= 0x10FFFF; value++)
        {
            if (!Rune.TryCreate(value, out Rune rune)) continue;
            AlignedText output = new(capacity: 0, origin: 5);
            Uncased.Normalize($"a{rune}b", output);
            Assert.Equal('a', output.Text[0]);
            Assert.Equal('b', output.Text[^1]);
            Assert.Equal((5, 6), output.GetOrigin(0, 1));
            int end = 6 + rune.Utf16SequenceLength;
            Assert.Equal((end, end + 1), output.GetOrigin(output.Text.Length - 1, output.Text.Length));
            if (output.Text.Length > 2) Assert.Equal((6, end), output.GetOrigin(1, output.Text.Length - 1));
        }
    }
}
