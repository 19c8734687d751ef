using System.Text;
using Microsoft.ML.Tokenizers;
using SearchEngine.Runtime.Tokenizers;
using SearchEngine.Runtime.Tokenizers.Normalizers;

namespace SearchEngine.Runtime.Tests.Tokenizers;

public sealed class TextTokenizerTests
{
    private static readonly TextTokenizer Tiny = TinyTokenizer.Load();
    private static readonly TokenizeOptions Whole = new() { AddSpecialTokens = false, MaxLength = int.MaxValue };

    [Fact]
    public void Encode_LoneSurrogatesAndNullCharacters_AreDropped()
    {
        // Not inline data: attributes cannot contain lone surrogates.
        foreach (string text in (string[])["a\uD800b", "a\uDC00b", "\uDC00ab", "ab\uD83D", "a\0b", "\uD800\uD800ab"])
        {
            Assert.Equal(TinyTokenizer.Ids("a", "##b"), Tiny.EncodeIds(text, Whole));
        }
    }

    [Fact]
    public void Encode_TextWithoutWords_ReturnsNoTokens()
    {
        foreach (string text in (string[])["", " ", "\0", "\t \uD800"])
        {
            TokenizedText actual = Tiny.Encode(text, Whole);
            Assert.Empty(actual.Ids);
            Assert.False(actual.IsTruncated);
        }
    }

    [Fact]
    public void Encode_Offsets_CountUtf16Units()
    {
        TokenizedText actual = Tiny.Encode("\U0001F600 \uD800a\U0001F600b", Whole);

        Assert.Equal(TinyTokenizer.Ids("\U0001F600", "a", "##\U0001F600", "##b"), actual.Ids);
        Assert.Equal([(0, 2), (4, 5), (5, 7), (7, 8)], actual.Offsets);
    }

    [Fact]
    public void Encode_WordLimit_CountsCharacters()
    {
        string ten = string.Concat(Enumerable.Repeat("\U0001F600", 10));
        string[] pieces = ["\U0001F600", .. Enumerable.Repeat("##\U0001F600", 9)];

        Assert.Equal(TinyTokenizer.Ids(pieces), Tiny.EncodeIds(ten, Whole));
        Assert.Equal(TinyTokenizer.Ids("[UNK]"), Tiny.EncodeIds(ten + "a", Whole));
        Assert.Equal([(0, 21), (22, 23)], Tiny.Encode(ten + "a b", Whole).Offsets);

        // The library counts UTF-16 units.
        using MemoryStream lines = new(Encoding.UTF8.GetBytes(string.Join('\n', TinyTokenizer.Vocabulary)));
        Assert.Equal(
            TinyTokenizer.Ids("[UNK]"),
            WordPieceTokenizer.Create(lines, new WordPieceOptions { MaxInputCharsPerWord = 10 }).EncodeToIds(ten));
    }

    [Fact]
    public void Encode_TenMillionCharacters_ReturnsEveryToken()
    {
        TokenizedText actual = Tiny.Encode(string.Concat(Enumerable.Repeat("abc b.\u00E9 ", 1_250_000)), Whole);

        Assert.Equal(6 * 1_250_000, actual.Ids.Length);
        Assert.Equal((9_999_998, 9_999_999), actual.Offsets[^1]);
    }

    [Fact]
    public void Encode_WordOfTenMillionCharacters_IsOneUnknownToken()
    {
        TokenizedText actual = Tiny.Encode(new string('a', 10_000_000), Whole);

        Assert.Equal(TinyTokenizer.Ids("[UNK]"), actual.Ids);
        Assert.Equal([(0, 10_000_000)], actual.Offsets);
    }

    [Fact]
    public async Task Encode_Concurrently_MatchesASingleThread()
    {
        SingleVector[] vectors = ReferenceVectors.Read("wordpiece-uncased").Single;
        TextTokenizer tokenizer = ReferenceVectors.Load("wordpiece-uncased");
        TokenizeOptions options = new() { ParseSpecialTokens = true };

        await Parallel.ForAsync(0, 2000, TestContext.Current.CancellationToken, (i, _) =>
        {
            SingleVector vector = vectors[i % vectors.Length];
            Assert.Equal(vector.Ids, tokenizer.EncodeIds(vector.Text, options));
            return ValueTask.CompletedTask;
        });
    }

    [Theory]
    [InlineData("wordpiece-cased", false)]
    [InlineData("wordpiece-uncased", true)]
    [InlineData("bge-small-en-v1.5", true)]
    public void Encode_SpanOfAToken_NormalizesToTheToken(string name, bool lowercase)
    {
        TextTokenizer tokenizer = ReferenceVectors.Load(name);
        BertNormalizer normalizer = new(cleanText: true, handleChineseChars: true, stripAccents: lowercase, lowercase);
        int unknown = tokenizer.TokenToId("[UNK]")!.Value, known = 0;
        foreach (string text in ReferenceVectors.Read(name).Single.Select(vector => vector.Text).Concat(RandomTexts(seed: 7, count: 300)))
        {
            TokenizedText actual = tokenizer.Encode(text, Whole);
            for (int i = 0; i < actual.Ids.Length; i++)
            {
                (int start, int end) = actual.Offsets[i];
                Assert.InRange(start, i == 0 ? 0 : actual.Offsets[i - 1].Start, end - 1);
                if (actual.Ids[i] == unknown) continue;
                string token = tokenizer.IdToToken(actual.Ids[i])!;
                if (token.StartsWith("##", StringComparison.Ordinal)) token = token[2..];
                string span = normalizer.Normalize(text[start..end]).Trim();
                // Parts of a decomposed character, such as a Hangul syllable, share its span.
                bool isShared = (i > 0 && actual.Offsets[i - 1].End > start) || (
                    i + 1 < actual.Ids.Length && actual.Offsets[i + 1].Start < end);
                if (isShared) Assert.Contains(token, span, StringComparison.Ordinal);
                else Assert.Equal(token, span);
                known++;
            }
        }
        Assert.True(known > 4000, $"only {known} tokens were compared");
    }

    /// <summary>Random texts of ordinary letters and characters from all planes, including lone surrogates.</summary>
    private static IEnumerable<string> RandomTexts(int seed, int count)
    {
        Random random = new(seed);
        string[] pool =
            [
                "a", "b", "Z", " ", "\t", "\n", "\u00E9", "e\u0301", "\u0130", "\u4E2D", "\uD55C", "\U0001F600", "\U00020000", "\uD800",
                "\uDC00", "\0", "\u200B", "$", "_", ".",
            ];
        for (int i = 0; i < count; i++)
        {
            StringBuilder text = new();
            for (int length = random.Next(60); length > 0; length--)
            {
                if (random.Next(5) == 0 && Rune.TryCreate(random.Next(0x2FFFF), out Rune rune)) text.Append(rune);
                else text.Append(pool[random.Next(pool.Length)]);
            }
            yield return text.ToString();
        }
    }
}
