using SearchEngine.Runtime.Tokenizers.Normalizers;

namespace SearchEngine.Runtime.Tests.Tokenizers;

public sealed class PrependAndStripNormalizerTests
{
    [Theory]
    [InlineData("a b", "\u2581_a b", 1)]
    [InlineData("\U0001F600b", "\u2581_\U0001F600b", 2)]
    [InlineData("", "", 0)]
    public void Prepend_HasTheOriginOfTheFirstCharacter(string text, string expected, int firstLength)
    {
        AlignedText output = Normalize(new PrependNormalizer("\u2581_"), text);

        Assert.Equal(expected, new string(output.Text));
        for (int i = 0; i < Math.Min(3, expected.Length); i++) Assert.Equal((7, 7 + firstLength), output.GetOrigin(i, i + 1));
    }

    [Theory]
    [InlineData(true, true, "a b")]
    [InlineData(true, false, "a b\u3000\n")]
    [InlineData(false, true, " \u0085a b")]
    public void Strip_RemovesWhiteSpace(bool left, bool right, string expected)
    {
        AlignedText output = Normalize(new StripNormalizer(left, right), " \u0085a b\u3000\n");

        Assert.Equal(expected, new string(output.Text));
        int letter = expected.IndexOf('a', StringComparison.Ordinal);
        Assert.Equal((9, 10), output.GetOrigin(letter, letter + 1));
    }

    [Fact]
    public void Strip_OnlyWhiteSpace_LeavesNothing() => Assert.Equal("", new StripNormalizer(left: true, right: true).Normalize(" \t "));

    private static AlignedText Normalize(AligningNormalizer normalizer, string text)
    {
        AlignedText output = new(capacity: 0, origin: 7);
        normalizer.Normalize(text, output);
        return output;
    }
}
