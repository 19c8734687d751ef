using System.Text.Json.Nodes;
using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Tokenizers;
using SearchEngine.Tests;

namespace SearchEngine.Runtime.Tests.Tokenizers;

public sealed class UnigramModelTests
{
    private static readonly TextTokenizer Letters = TinyUnigram.Load(
        ("a", 0), ("b", 0), ("c", 0), ("d", 0), ("cd", 1), ("ab", 2), ("abc", 5), ("abcd", 10), ("\U0001F600", 1));

    [Theory]
    [InlineData("abcdacd", new[] { "abcd", "a", "cd" })]
    [InlineData("abcab", new[] { "abc", "ab" })]
    [InlineData("\U0001F600a", new[] { "\U0001F600", "a" })]
    [InlineData("", new string[0])]
    public void Segment_FindsTheBestPath(string text, string[] expected) => Assert.Equal(expected, TokensOf(Letters, text));

    [Fact]
    public void Segment_AdjacentUnknownCharacters_AreOneToken()
    {
        TokenizedText actual = Letters.Encode("x\U0001F601yaxb\uD800");

        Assert.Equal([0, 1, 0, 2, 0], actual.Ids);
        Assert.Equal([(0, 4), (4, 5), (5, 6), (6, 7), (7, 8)], actual.Offsets);
    }

    [Fact]
    public void Segment_UnknownToken_CostsTenMoreThanTheWorstToken()
    {
        // "a", "bc", "d" costs 26; "a", an unknown "b", "cd" costs 2 plus the unknown token: 25, or 15 if it cost the same as "bc".
        TextTokenizer tokenizer = TinyUnigram.Load(("a", -1), ("bc", -15), ("d", -10), ("cd", -1));

        Assert.Equal(["a", "bc", "d"], TokensOf(tokenizer, "abcd"));
    }

    [Fact]
    public void Segment_UnknownCharacters_BecomeBytesIfAllExist()
    {
        (string, double)[] tokens = [("a", -1), ("<0xC3>", -9), ("<0xA9>", -9), ("<0xEF>", -9), ("<0xBF>", -9), ("<0xBD>", -9)];
        TextTokenizer tokenizer = TinyUnigram.Load(json => json["model"]!["byte_fallback"] = true, tokens);

        TokenizedText actual = tokenizer.Encode("a\u00E9a\u00E8a\u00E9\u00E8\uDC00");

        Assert.Equal(["a", "<0xC3>", "<0xA9>", "a", "<unk>", "a", "<unk>"], actual.Ids.Select(tokenizer.IdToToken));
        Assert.Equal([(0, 1), (1, 2), (1, 2), (2, 3), (3, 4), (4, 5), (5, 8)], actual.Offsets);
        Assert.Equal(["<0xEF>", "<0xBF>", "<0xBD>"], TokensOf(tokenizer, "\uDC00"));
    }

    [Fact]
    public void Segment_ControlTokensInText_AreText()
    {
        JsonArray added = [TinyTokenizer.AddedToken(1, "<s>", special: true), TinyTokenizer.AddedToken(9, "<mask>", special: true)];
        TextTokenizer tokenizer = TinyUnigram.Load(json => json["added_tokens"] = added, ("<s>", 0), ("<", -1), ("s", -1), (">", -1));

        Assert.Equal(["<", "s", ">"], TokensOf(tokenizer, "<s>"));
        Assert.Equal([1], tokenizer.EncodeIds("<s>", new TokenizeOptions { ParseSpecialTokens = true }));
        Assert.Equal(["<", "<unk>", "s", "<unk>", ">"], TokensOf(tokenizer, "<mask>"));
    }

    [Fact]
    public void Segment_Scores_AreSummedInDoublePrecision()
    {
        // In single precision the sums are equal from 2^24 on, and the path found first would win.
        Assert.Equal(["a", "b"], TokensOf(TinyUnigram.Load(("a", -16777216), ("b", -1.5), ("ab", -16777218)), "ab"));
    }

    [Fact]
    public void Segment_MillionEqualLetters_Completes()
    {
        TextTokenizer tokenizer = TinyUnigram.Load(
            [.. Enumerable.Range(1, 16).Select(length => (new string('a', length), -1 - length / 100.0))]);

        TokenizedText actual = tokenizer.Encode(new string('a', 1_000_000));

        Assert.Equal(62_500, actual.Ids.Length);
        Assert.All(actual.Ids, id => Assert.Equal(16, id));
        Assert.Equal([0], tokenizer.EncodeIds(new string('b', 1_000_000)));
    }

    [Fact]
    public void Segment_AnyText_FindsTheBestPath()
    {
        Random random = new(11);
        (string Token, double Score)[] tokens = [.. Enumerable.Range(0, 40)
            .Select(_ => string.Concat(Enumerable.Range(0, random.Next(1, 5)).Select(_ => "abc"[random.Next(3)])))
            .Distinct().Select(token => (token, -5 * random.NextDouble()))];
        TextTokenizer tokenizer = TinyUnigram.Load(tokens);
        Dictionary<string, double> scores = tokens.ToDictionary(token => token.Token, token => token.Score);
        double unknown = scores.Values.Min() - 10;
        for (int i = 0; i < 300; i++)
        {
            string text = string.Concat(Enumerable.Range(0, random.Next(1, 12)).Select(_ => "abcx"[random.Next(4)]));
            TokenizedText actual = tokenizer.Encode(text);
            double sum = actual.Ids.Zip(actual.Offsets).Sum(token =>
                token.First == 0 ? unknown * (token.Second.End - token.Second.Start) : scores[text[token.Second.Start..token.Second.End]]);
            Assert.Equal(Best(text), sum, tolerance: 1e-9);
        }

        double Best(string rest) => rest.Length == 0 ? 0 : Enumerable.Range(1, rest.Length)
            .Where(length => scores.ContainsKey(rest[..length]) || length == 1)
            .Max(length => (scores.TryGetValue(rest[..length], out double score) ? score : unknown) + Best(rest[length..]));
    }

    [Theory]
    [InlineData("""{ "type": "Unigram", "unk_id": 0 }""", "model.vocab", "missing")]
    [InlineData("""{ "type": "Unigram", "unk_id": 0, "vocab": {} }""", "model.vocab", "must be an array")]
    [InlineData("""{ "type": "Unigram", "unk_id": 0, "vocab": [["a", 0], ["b"]] }""", "model", "entry 1 ")]
    [InlineData("""{ "type": "Unigram", "unk_id": 0, "vocab": [["a", 0, 1]] }""", "model", "entry 0 ")]
    [InlineData("""{ "type": "Unigram", "unk_id": 0, "vocab": [[0, "a"]] }""", "model", "entry 0 ")]
    [InlineData("""{ "type": "Unigram", "unk_id": 0, "vocab": [["\ud800", 0]] }""", "model", "entry 0 ")]
    [InlineData("""{ "type": "Unigram", "unk_id": 0, "vocab": [["a", 1e999]] }""", "model", "entry 0 ")]
    [InlineData("""{ "type": "Unigram", "unk_id": 1, "vocab": [["a", 0]] }""", "model", "unk_id 1, but only 1 tokens")]
    [InlineData("""{ "type": "Unigram", "unk_id": 0, "vocab": [] }""", "model", "unk_id 0, but only 0 tokens")]
    [InlineData("""{ "type": "Unigram", "unk_id": null, "vocab": [["a", 0]] }""", "model.unk_id", "must be an integer")]
    public void Load_BrokenModel_Throws(string model, string part, string reason)
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("tokenizer.json", $$"""{ "model": {{model}} }""");

        CheckpointException e = Assert.Throws<CheckpointException>(() => TextTokenizer.Load(path));

        Assert.Equal(part, e.Part);
        Assert.Contains(reason, e.Reason);
    }

    private static IEnumerable<string?> TokensOf(TextTokenizer tokenizer, string text) =>
        tokenizer.EncodeIds(text).Select(tokenizer.IdToToken);
}
