using System.Text.Json.Nodes;
using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Tokenizers;
using SearchEngine.Tests;

namespace SearchEngine.Runtime.Tests.Tokenizers;

public sealed class TokenizerFileTests
{
    [Theory]
    [InlineData(
        "normalizer", "Sequence", "BertNormalizer", "NFC", "NFD", "NFKC", "NFKD", "Lowercase", "StripAccents", "Precompiled", "Prepend",
        "Replace", "Strip")]
    [InlineData(
        "pre_tokenizer", "Sequence", "BertPreTokenizer", "ByteLevel", "Split", "Digits", "Punctuation", "Whitespace", "WhitespaceSplit",
        "Metaspace")]
    [InlineData("model", "WordPiece", "BPE", "Unigram")]
    [InlineData("post_processor", "Sequence", "TemplateProcessing", "BertProcessing", "RobertaProcessing", "ByteLevel")]
    [InlineData("decoder", "Sequence", "WordPiece", "ByteLevel", "BPEDecoder", "Metaspace", "Replace", "ByteFallback", "Fuse", "Strip")]
    public void Load_UnsupportedType_ListsTheSupportedOnes(string component, params string[] supported)
    {
        CheckpointException e = GetError(json => json[component]!["type"] = "Quux");

        const string Supported = "supported are ";
        Assert.EndsWith("tokenizer.json", e.File);
        Assert.Equal(component, e.Part);
        Assert.Contains("'Quux'", e.Reason);
        string[] listed = e.Reason[(e.Reason.IndexOf(Supported, StringComparison.Ordinal) + Supported.Length)..].Split(", ");
        Assert.Subset(listed.ToHashSet(), supported.ToHashSet());
    }

    [Theory]
    [InlineData("strategy", "LongestFirst, OnlyFirst, OnlySecond")]
    [InlineData("direction", "Right, Left")]
    public void Load_UnsupportedTruncation_Throws(string field, string supported)
    {
        CheckpointException e = GetError(json => json["truncation"] = new JsonObject { ["max_length"] = 8, [field] = "Quux" });

        Assert.Equal("truncation", e.Part);
        Assert.Contains(supported, e.Reason);
    }

    [Fact]
    public void Load_FolderWithoutTokenizerJson_ExplainsHowToGetIt()
    {
        using TemporaryFolder folder = new();

        CheckpointException e = Assert.Throws<CheckpointException>(() => TextTokenizer.Load(folder.Path));

        Assert.Equal(folder["tokenizer.json"], e.File);
        Assert.Contains("save_pretrained", e.Reason);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{ \"model\": ")]
    [InlineData("[]")]
    public void Load_NotAJsonObject_Throws(string text)
    {
        using TemporaryFolder folder = new();
        folder.Write("tokenizer.json", text);

        Assert.Equal(folder["tokenizer.json"], Assert.Throws<CheckpointException>(() => TextTokenizer.Load(folder.Path)).File);
    }

    public static TheoryData<string, string, string?> BrokenFields => new()
    {
        { "model", "model", null },
        { "model.vocab", "model.vocab", "[]" },
        { "model.vocab", "model.vocab", null },
        { "model.vocab", "model.vocab", """{ "[UNK]": -1 }""" },
        { "model.vocab", "model.vocab", """{ "[UNK]": 2000000000 }""" },
        { "model.vocab", "model.vocab", """{ "[UNK]": 0, "a": 0 }""" },
        { "model.vocab", "model.vocab", """{ "[UNK]": 0, "a\nb": 1 }""" },
        { "model.vocab", "model", """{ "a": 0 }""" },
        { "model.vocab", "model", """{ "[UNK]": 0, "a": 1, "\u0061": 2 }""" },
        { "model.unk_token", "model.unk_token", "3" },
        { "model.max_input_chars_per_word", "model", "0" },
        { "model.max_input_chars_per_word", "model", "2000000000" },
        { "normalizer.lowercase", "normalizer.lowercase", "\"yes\"" },
        { "normalizer", "normalizer", "7" },
        { "decoder.type", "decoder.type", "null" },
        { "post_processor.single", "post_processor", "[]" },
        { "post_processor.pair", "post_processor", """[{ "Sequence": { "id": "A", "type_id": 0 } }]""" },
        { "post_processor.single", "post_processor.single[0].Sequence", """[{ "Sequence": { "id": "C", "type_id": 0 } }]""" },
        { "post_processor.special_tokens", "post_processor.single[0].SpecialToken", "{}" },
        { "post_processor", "post_processor", """{ "type": "BertProcessing", "sep": ["[SEP]", 3], "cls": ["[CLS]", 99] }""" },
        { "post_processor", "post_processor.sep", """{ "type": "BertProcessing", "sep": "[SEP]", "cls": ["[CLS]", 2] }""" },
        { "truncation", "truncation.max_length", "{}" },
        { "added_tokens", "added_tokens[0]", """[{ "id": 2147483647, "content": "<x>" }]""" },
        { "added_tokens", "added_tokens[0].content", """[{ "id": 30 }]""" },
        { "added_tokens", "added_tokens[0]", """[{ "id": 10, "content": "<x>" }]""" },
        { "added_tokens", "added_tokens[1]", """[{ "id": 30, "content": "<x>" }, { "id": 30, "content": "<y>" }]""" },
        { "added_tokens", "added_tokens[1]", """[{ "id": 30, "content": "<x>" }, { "id": 31, "content": "<x>" }]""" },
    };

    [Theory]
    [MemberData(nameof(BrokenFields))]
    public void Load_BrokenField_IsNamed(string field, string named, string? value)
    {
        CheckpointException e = GetError(json =>
        {
            string[] path = field.Split('.');
            JsonNode parent = path[..^1].Aggregate(json, (node, name) => node[name]!);
            parent[path[^1]] = value is null ? null : JsonNode.Parse(value);
        });

        Assert.Equal(named, e.Part);
    }

    [Fact]
    public void Load_ModelWithoutType_IsWordPiece()
    {
        TextTokenizer tokenizer = TinyTokenizer.Load(json => json["model"]!.AsObject().Remove("type"));

        Assert.Equal(TinyTokenizer.Ids("[CLS]", "a", "##b", "[SEP]"), tokenizer.EncodeIds("ab"));
    }

    [Fact]
    public void Load_VocabularyWithGapsAndOutOfOrder_KeepsIds()
    {
        TextTokenizer tokenizer = TinyTokenizer.Load(json =>
        {
            json["model"]!["vocab"] = JsonNode.Parse("""{ "b": 9, "\u0061\"": 4, "[UNK]": 7, "a": 2 }""");
            json["post_processor"] = null;
        });

        Assert.Equal(10, tokenizer.VocabularySize);
        Assert.Equal([2, 9, 7], tokenizer.EncodeIds("a b c", new TokenizeOptions { AddSpecialTokens = false }));
        Assert.Equal("a\"", tokenizer.IdToToken(4));
        Assert.Equal(9, tokenizer.TokenToId("b"));
        Assert.Null(tokenizer.IdToToken(0));
    }

    [Fact]
    public void Load_BertProcessing_AddsBertsSpecialTokens()
    {
        TextTokenizer tokenizer = TinyTokenizer.Load(json =>
            json["post_processor"] = JsonNode.Parse("""{ "type": "BertProcessing", "sep": ["[SEP]", 3], "cls": ["[CLS]", 2] }"""));

        TokenizedText actual = tokenizer.EncodePair("a", "b");

        Assert.Equal(TinyTokenizer.Ids("[CLS]", "a", "[SEP]", "b", "[SEP]"), actual.Ids);
        Assert.Equal([0, 0, 0, 1, 1], actual.TypeIds);
        Assert.Equal([true, false, true, false, true], actual.SpecialTokensMask);
        Assert.Equal(TinyTokenizer.Ids("[CLS]", "a", "[SEP]"), tokenizer.EncodeIds("a"));
    }

    [Fact]
    public void Load_OnlyAModel_TreatsTheTextAsAWord()
    {
        TextTokenizer tokenizer = TinyTokenizer.Load(json =>
        {
            foreach (string component in (string[])["normalizer", "pre_tokenizer", "post_processor", "decoder"]) json[component] = null;
        });

        TokenizedText actual = tokenizer.EncodePair("a\U0001F600b", "A");

        Assert.Equal(TinyTokenizer.Ids("a", "##\U0001F600", "##b", "[UNK]"), actual.Ids);
        Assert.Equal([(0, 1), (1, 3), (3, 4), (0, 1)], actual.Offsets);
        Assert.Equal([0, 0, 0, 1], actual.TypeIds);
        Assert.Equal("a ##\U0001F600", tokenizer.Decode(actual.Ids.AsSpan(0, 2)));
    }

    private static CheckpointException GetError(Action<JsonNode> change) =>
        Assert.Throws<CheckpointException>(() => TinyTokenizer.Load(change));
}
