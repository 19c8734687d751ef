using System.Text;
using SearchEngine.Runtime.Tokenizers.Normalizers;

namespace SearchEngine.Runtime.Tests.Tokenizers;

public sealed class UnicodeNormalizerTests
{
    public static TheoryData<NormalizationForm> Forms =>
        [NormalizationForm.FormC, NormalizationForm.FormD, NormalizationForm.FormKC, NormalizationForm.FormKD];

    [Theory]
    [MemberData(nameof(Forms))]
    public void Normalize_EveryCharacter_MatchesDotNet(NormalizationForm form)
    {
        UnicodeNormalizer normalizer = new(form);
        for (int value = 0; value <= 0x2FFFF; value++)
        {
            if (!Rune.TryCreate(value, out Rune rune) || value == 0xFFFE) continue;
            string text = $"a{rune}\u0301";
            Assert.Equal(text.Normalize(form), normalizer.Normalize(text));
        }
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Normalize_TextsOfMarks_MatchDotNet(NormalizationForm form)
    {
        UnicodeNormalizer normalizer = new(form);
        string[] pool =
        [
            "a", "e", "A", "\u00E9", "\u1EC7", "\u0301", "\u0323", "\u0302", "\u0345", "\u0334", "\u0344", "\u0340", "\u1100", "\u1161",
            "\u11A8", "\uAC00", "\uAC01",
            "\u0915", "\u093C", "\u0958", "\u09C7", "\u09BE", "\u212B", "\uFB01", "\u2460", "\uF900", "\U0001D15E", "\U0001D165",
            "\U0002F800", "\u0F71", "\u0F72", "\u0F73", " ",
        ];
        Random random = new(11);
        for (int i = 0; i < 20_000; i++)
        {
            string text = string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => pool[random.Next(pool.Length)]));
            Assert.Equal(text.Normalize(form), normalizer.Normalize(text));
        }
    }

    [Fact]
    public void Normalize_Spans_MatchTheReference()
    {
        Assert.Equal([('\u00E9', 1, 2), ('b', 3, 4)], Spans(NormalizationForm.FormC, "e\u0301b")); // composed: the first part's
        Assert.Equal([('e', 1, 2), ('\u0301', 1, 2), ('b', 2, 3)], Spans(NormalizationForm.FormD, "\u00E9b"));
        Assert.Equal([('f', 1, 2), ('i', 1, 2)], Spans(NormalizationForm.FormKC, "\uFB01"));
        Assert.Equal([('\u1EC7', 1, 2), ('x', 4, 5)], Spans(NormalizationForm.FormC, "e\u0302\u0323x"));
        Assert.Equal([('\uFFFD', 1, 2), ('\u00E9', 2, 3)], Spans(NormalizationForm.FormC, "\uD800e\u0301"));
    }

    [Fact]
    public void Normalize_MillionMarks_TakesNoQuadraticTime()
    {
        string text = "e" + string.Concat(Enumerable.Repeat("\u0301\u0323", 1 << 19));

        Assert.Equal(text.Length - 1, new UnicodeNormalizer(NormalizationForm.FormC).Normalize(text).Length);
    }

    [Fact]
    public void Sequence_Spans_AreTracedThroughAllStages()
    {
        NormalizerSequence normalizer = new(
            [new UnicodeNormalizer(NormalizationForm.FormKD), new StripAccentsNormalizer(), new LowercaseNormalizer()]);
        AlignedText output = new(0, origin: 10);

        normalizer.Normalize("\u00C9\u0130 \uFB01\u0345!", output);

        Assert.Equal("ei fi!", output.Text.ToString());
        Assert.Equal((10, 11), output.GetOrigin(0, 1));
        Assert.Equal((11, 12), output.GetOrigin(1, 2));
        Assert.Equal((13, 14), output.GetOrigin(3, 4));
        Assert.Equal((13, 14), output.GetOrigin(4, 5));
        Assert.Equal((15, 16), output.GetOrigin(5, 6));
    }

    private static IEnumerable<(char, int, int)> Spans(NormalizationForm form, string text)
    {
        AlignedText output = new(0, origin: 1);
        new UnicodeNormalizer(form).Normalize(text, output);
        for (int i = 0; i < output.Text.Length; i++)
        {
            (int start, int end) = output.GetOrigin(i, i + 1);
            yield return (output.Text[i], start, end);
        }
    }
}
