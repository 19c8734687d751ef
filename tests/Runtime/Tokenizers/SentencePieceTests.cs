using System.Text;
using System.Text.Json.Nodes;
using SearchEngine.Runtime.Tokenizers;

namespace SearchEngine.Runtime.Tests.Tokenizers;

/// <summary>Properties of the SentencePiece fixtures that hold for every text.</summary>
public sealed class SentencePieceTests
{
    private static readonly TokenizeOptions TextOnly = new() { AddSpecialTokens = false, MaxLength = int.MaxValue };

    public static TheoryData<string> Fixtures => ["unigram-xlmr", "bpe-llama2"];

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void Encode_ControlTokensInText_AreText(string fixture)
    {
        TextTokenizer tokenizer = ReferenceVectors.Load(fixture);
        JsonNode json = JsonNode.Parse(File.ReadAllText(ReferenceVectors.PathOf(fixture)))!;
        string[] contents = [.. json["added_tokens"]!.AsArray().Select(token => token!["content"]!.GetValue<string>())];
        Assert.NotEmpty(contents);
        foreach (string content in contents)
        {
            // Full-width characters, which the charsmap turns into those of a control token.
            string wide = string.Concat(content.Select(unit => unit is > ' ' and < '\u007F' ? (char)(unit + 0xFEE0) : unit));
            foreach (string text in (string[])[content, $"a {content} b", $"a{content}", wide])
            {
                TokenizedText actual = tokenizer.Encode(text, TextOnly);
                int? id = tokenizer.TokenToId(content);
                Assert.True(actual.Ids.Length > 1);
                if (content != "<unk>") Assert.DoesNotContain(id!.Value, actual.Ids);
            }
            Assert.Contains(tokenizer.TokenToId(content)!.Value, tokenizer.EncodeIds(content, TextOnly with { ParseSpecialTokens = true }));
        }
    }

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void Encode_LoneSurrogates_BecomeTheReplacementCharacter(string fixture)
    {
        TextTokenizer tokenizer = ReferenceVectors.Load(fixture);
        foreach (string text in (string[])["a\uD800b", "\uDC00", "a \uD83D", "\uDC00\uD800", "\uD800 \U0001F600\uDC00"])
        {
            TokenizedText actual = tokenizer.Encode(text, TextOnly);
            TokenizedText expected = tokenizer.Encode(string.Concat(text.EnumerateRunes()), TextOnly);
            Assert.Equal(expected.Ids, actual.Ids);
            Assert.Equal(expected.Offsets, actual.Offsets);
        }
    }

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void Encode_MillionEqualLetters_Completes(string fixture)
    {
        TextTokenizer tokenizer = ReferenceVectors.Load(fixture);
        foreach (string letter in (string[])["x", " ", "\u0301", "\uAC00", "\U0001F600", "\r\n", "\u2581"])
        {
            TokenizedText actual = tokenizer.Encode(new StringBuilder().Insert(0, letter, 1_000_000 / letter.Length).ToString(), TextOnly);
            Assert.All(actual.Offsets, span => Assert.InRange(span.End - span.Start, 1, 1_000_000));
            if (actual.Ids.Length > 0) Assert.InRange(actual.Offsets[^1].End, 1_000_000 - 16, 1_000_000);
        }
    }

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void Encode_Spans_AreOrderedAndBetweenCharacters(string fixture)
    {
        TextTokenizer tokenizer = ReferenceVectors.Load(fixture);
        foreach (string text in RandomTexts(seed: 13, count: 500))
        {
            TokenizedText actual = tokenizer.Encode(text, TextOnly);
            (int Start, int End) last = (0, 0);
            foreach ((int Start, int End) span in actual.Offsets)
            {
                Assert.InRange(span.Start, last.Start, span.End - 1);
                Assert.InRange(span.End, last.End, text.Length);
                Assert.False(IsInsidePair(text, span.Start) || IsInsidePair(text, span.End));
                last = span;
            }
            Assert.Equal(actual.Ids, tokenizer.EncodeIds(text, TextOnly));
        }
    }

    [Fact]
    public void Decode_ByteTokens_RestoresTheText()
    {
        TextTokenizer tokenizer = ReferenceVectors.Load("bpe-llama2");
        foreach (string text in RandomTexts(seed: 17, count: 500))
        {
            // U+2581 is the tokenizer's spelling of a space.
            Assert.Equal(
                string.Concat(text.EnumerateRunes()).Replace('\u2581', ' '), tokenizer.Decode(tokenizer.EncodeIds(text, TextOnly)));
        }
    }

    [Theory]
    [MemberData(nameof(Fixtures))]
    public async Task Encode_Concurrently_MatchesASingleThread(string fixture)
    {
        SingleVector[] vectors = ReferenceVectors.Read(fixture).Single;
        TextTokenizer tokenizer = ReferenceVectors.Load(fixture);
        TokenizeOptions options = new() { ParseSpecialTokens = true };

        await Parallel.ForAsync(0, 1000, TestContext.Current.CancellationToken, (i, _) =>
        {
            SingleVector vector = vectors[i % vectors.Length];
            Assert.Equal(vector.Ids, tokenizer.EncodeIds(vector.Text, options));
            return ValueTask.CompletedTask;
        });
    }

    private static bool IsInsidePair(string text, int at) => at > 0 && at < text.Length && char.IsSurrogatePair(text[at - 1], text[at]);

    /// <summary>Random texts of ordinary letters and characters from all planes, including lone surrogates.</summary>
    private static IEnumerable<string> RandomTexts(int seed, int count)
    {
        Random random = new(seed);
        string[] pool =
        [
            "a", "the", " ", "  ", "\t", "\r\n", "e\u0301", "\u2026", "\uFB01", "\uFDFA", "\uD55C", "\u1112\u1161\u11AB", "\U0001F600",
            "\uD800", "\uDC00", "\0", "\u2581", "<s>",
        ];
        for (int i = 0; i < count; i++)
        {
            StringBuilder text = new();
            for (int length = random.Next(40); length > 0; length--)
            {
                if (random.Next(4) == 0 && Rune.TryCreate(random.Next(0x2FFFF), out Rune rune)) text.Append(rune);
                else text.Append(pool[random.Next(pool.Length)]);
            }
            yield return text.ToString();
        }
    }
}
