using System.Text.Json;
using System.Text.Json.Nodes;
using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Tokenizers;
using SearchEngine.Runtime.Tokenizers.Models;
using SearchEngine.Runtime.Tokenizers.Normalizers;

namespace SearchEngine.Runtime.Tests.Tokenizers;

public sealed class BpeModelTests
{
    private static readonly string[] Vocabulary = ["<unk>", "a", "b", "c", "ab", "bc", "abc", "\U0001F600"];
    private static readonly string[] Merges = ["b c", "a b", "a bc"];

    [Theory]
    [InlineData("abc", new[] { 6 })] // b c first
    [InlineData("aab", new[] { 1, 4 })]
    [InlineData("abab", new[] { 4, 4 })]
    [InlineData("a\U0001F600b", new[] { 1, 7, 2 })]
    [InlineData("axb", new[] { 4 })] // what has no token is passed over
    public void Segment_Merges_BestPairFirst(string text, int[] expected) => Assert.Equal(expected, Ids(text));

    [Fact]
    public void Segment_Spans_ExcludeSkippedSymbols() =>
        Assert.Equal([(0, 1), (3, 5)], TinyBpe.Load(Vocabulary, Merges).Encode("axxab", TinyBpe.Whole).Offsets);

    [Fact]
    public void Segment_FuseUnknown_JoinsUnknownSymbols()
    {
        TokenizedText apart = Load(model => model["unk_token"] = "<unk>").Encode("xya\U00010000", TinyBpe.Whole);
        TokenizedText fused = Load(
            model => (model["unk_token"], model["fuse_unk"]) = ("<unk>", true)).Encode("xya\U00010000", TinyBpe.Whole);

        Assert.Equal([0, 0, 1, 0], apart.Ids);
        Assert.Equal([(0, 1), (1, 2), (2, 3), (3, 5)], apart.Offsets);
        Assert.Equal([0, 1, 0], fused.Ids);
        Assert.Equal([(0, 2), (2, 3), (3, 5)], fused.Offsets);
    }

    [Fact]
    public void Segment_ByteFallback_RequiresAllBytes()
    {
        TextTokenizer tokenizer = TinyBpe.Load(["<unk>", "a", "<0xC3>", "<0xA9>"], [],
            json => (json["model"]!["byte_fallback"], json["model"]!["unk_token"]) = (true, "<unk>"));

        TokenizedText actual = tokenizer.Encode("a\u00E9\u00E8", TinyBpe.Whole);

        Assert.Equal([1, 2, 3, 0], actual.Ids);
        Assert.Equal([(0, 1), (1, 2), (1, 2), (2, 3)], actual.Offsets);
    }

    [Fact]
    public void Segment_PrefixAndSuffix_AreAdded()
    {
        TextTokenizer tokenizer = TinyBpe.Load(["a", "##b", "##b</w>", "a</w>", "ab", "abb</w>"], ["a ##b", "ab ##b</w>"],
            json => (json["model"]!["continuing_subword_prefix"], json["model"]!["end_of_word_suffix"]) = ("##", "</w>"));

        Assert.Equal([5], tokenizer.EncodeIds("abb", TinyBpe.Whole));
        Assert.Equal([3], tokenizer.EncodeIds("a", TinyBpe.Whole));
    }

    [Fact]
    public void Segment_IgnoreMerges_KeepsWordsInTheVocabularyExceptControlTokens()
    {
        string[] vocabulary = ["a", "b", "ab", "ba"];
        void IgnoreMerges(JsonObject json) => json["model"]!["ignore_merges"] = true;

        Assert.Equal([1, 0], TinyBpe.Load(vocabulary, []).EncodeIds("ba", TinyBpe.Whole));
        Assert.Equal([3], TinyBpe.Load(vocabulary, [], IgnoreMerges).EncodeIds("ba", TinyBpe.Whole));
        TextTokenizer tokenizer = TinyBpe.Load(vocabulary, [], json =>
        {
            IgnoreMerges(json);
            json["added_tokens"] = new JsonArray(TinyTokenizer.AddedToken(3, "ba", special: true));
        });
        Assert.Equal([1, 0], tokenizer.EncodeIds("ba", TinyBpe.Whole));
        Assert.Equal([3], tokenizer.EncodeIds("ba", TinyBpe.Whole with { ParseSpecialTokens = true }));
    }

    [Fact]
    public void Segment_MergeWithASpaceInAToken_IsApplied()
    {
        TextTokenizer tokenizer = TinyBpe.Load(["a", " ", "a "], [], json =>
            json["model"]!["merges"] = JsonNode.Parse("""[["a", " "]]"""));

        Assert.Null(tokenizer.Model.LibraryTokenizer);
        Assert.Equal([2, 0], tokenizer.EncodeIds("a a", TinyBpe.Whole));
    }

    [Fact]
    public void Segment_BpeModel_MatchesTheLibrary()
    {
        TextTokenizer library = ReferenceVectors.Load("bpe-o200k");
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(ReferenceVectors.PathOf("bpe-o200k")));
        TokenizerComponent component = new("", "model", json.RootElement.GetProperty("model"));
        Vocabulary vocabulary = VocabularyReader.Read(component.GetChild("vocab"));
        BpeModel ours = new(
            vocabulary, new MergeTable(MergeReader.Read(component), vocabulary, 0), new BpeSettings(null, false, false, "", ""));
        Random random = new(3);
        for (int i = 0; i < 2000; i++)
        {
            string text = string.Concat(Enumerable.Range(0, random.Next(1, 40)).Select(_ => "abcdeehinorstx"[random.Next(14)]));
            AlignedText aligned = new(text.Length, origin: 0);
            aligned.AppendUnchanged(text);
            Word word = new(aligned, 0, text.Length);
            TokenBuffer expected = new(), actual = new();
            library.Model.Segment(word, expected);
            ours.Segment(word, actual);
            Assert.Equal(expected.Ids, actual.Ids);
            Assert.Equal(expected.Offsets, actual.Offsets);
        }
    }

    public static TheoryData<string, string, string> Broken => new()
    {
        { "merges", """["a x"]""", "x" },
        { "merges", """[["a", "c"]]""", "a" },
        { "merges", """["a b c"]""", "merges[0]" },
        { "merges", """["b c", ["a"]]""", "merges[1]" },
        { "merges", """[["a", "b", "c"]]""", "merges[0]" },
        { "merges", """[7]""", "merges[0]" },
        { "dropout", "0.1", "dropout" },
        { "unk_token", "\"[UNK]\"", "[UNK]" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void Load_BrokenField_IsNamed(string field, string value, string named)
    {
        CheckpointException e = Assert.Throws<CheckpointException>(() => Load(model => model[field] = JsonNode.Parse(value)));

        Assert.Equal("model", e.Part);
        Assert.Contains(named, e.Reason);
    }

    private static TextTokenizer Load(Action<JsonObject> change) =>
        TinyBpe.Load(Vocabulary, Merges, json => change(json["model"]!.AsObject()));

    private static int[] Ids(string text) => TinyBpe.Load(Vocabulary, Merges).EncodeIds(text, TinyBpe.Whole);
}
