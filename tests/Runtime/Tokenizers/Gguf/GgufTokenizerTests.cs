using System.Text;
using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Tests.Checkpoints.Gguf;
using SearchEngine.Runtime.Tokenizers;

namespace SearchEngine.Runtime.Tests.Tokenizers.Gguf;

public sealed class GgufTokenizerTests
{
    private static readonly TokenizeOptions AsReference = new() { ParseSpecialTokens = true };

    [Theory]
    [InlineData("bpe-gpt2", "gpt-2")]
    [InlineData("bpe-digits", "smollm")]
    [InlineData("bpe-llama3", "llama-bpe")]
    [InlineData("bpe-qwen2", "qwen2")]
    public void Load_Gguf_MatchesTokenizerJson(string name, string words)
    {
        TextTokenizer tokenizer = GgufTokenizers.Load(GgufTokenizers.FromJson(name, words));

        foreach (SingleVector vector in ReferenceVectors.Read(name).Single)
        {
            TokenizedText actual = tokenizer.Encode(vector.Text, AsReference);
            Assert.Equal(vector.Ids, actual.Ids);
            Assert.Equal(vector.Special, actual.SpecialTokensMask.Select(special => special ? 1 : 0));
            Assert.Equal(vector.Decoded, tokenizer.Decode(vector.Ids));
            Assert.Equal(vector.Decoded, Encoding.UTF8.GetString([.. vector.Ids.SelectMany(id => tokenizer.GetTokenBytes(id).ToArray())]));
        }
        Assert.All(
            ReferenceVectors.Read(name).Pair,
            vector => Assert.Equal(vector.Ids, tokenizer.EncodePair(vector.A, vector.B, AsReference).Ids));
    }

    /// <summary>The expressions are applied in order: runs of punctuation, then words, then groups of three digits.</summary>
    [Fact]
    public void Load_Default_SplitsPunctuationWordsAndDigitsByThree()
    {
        TextTokenizer tokenizer = GgufTokenizers.Load(Letters("default", "0 0", "00 0", "000 0", "- -", "Ġ 0"));

        Assert.Equal(["--", "a", "000", "00"], Tokens(tokenizer, "--a00000"));
        Assert.Equal(["Ġ", "000"], Tokens(tokenizer, " 000"));
    }

    [Fact]
    public void Load_BosAndEosTokens_AreAddedAsSpecified()
    {
        TextTokenizer tokenizer = GgufTokenizers.Load(Letters("gpt-2")
            .Add("tokenizer.ggml.add_bos_token", true)
            .Add("tokenizer.ggml.bos_token_id", 5u)
            .Add("tokenizer.ggml.add_eos_token", true)
            .Add("tokenizer.ggml.eos_token_id", 6u));

        Assert.Equal([5, 0, 6], tokenizer.EncodeIds("a"));
        Assert.Equal([5, 0, 6, 5, 0, 6], tokenizer.EncodePair("a", "a").Ids);
        Assert.Equal([0], tokenizer.EncodeIds("a", new TokenizeOptions { AddSpecialTokens = false }));
    }

    [Fact]
    public void Load_UserDefinedToken_IsFoundInAnyText()
    {
        TextTokenizer tokenizer = GgufTokenizers.Load(
            GgufTokenizers.Write("gpt2", "gpt-2", ["a", "b", "<tool>", "<end>"], [1, 1, 4, 3], []));

        Assert.Equal([0, 2, 1], tokenizer.EncodeIds("a<tool>b"));
        Assert.Equal("<tool>", Encoding.UTF8.GetString(tokenizer.GetTokenBytes(2).Span));
        Assert.Equal(0, tokenizer.GetTokenBytes(3).Length);
    }

    [Fact]
    public void GetTokenBytes_VocabularyThatIsNotByteLevel_Throws() =>
        Assert.Throws<NotSupportedException>(() => ReferenceVectors.Load("wordpiece-cased").GetTokenBytes(1));

    [Fact]
    public void Load_Unsupported_NamesKeyAndReason()
    {
        AssertError("tokenizer.ggml.model", "is missing", new GgufWriter());
        AssertError(
            "tokenizer.ggml.model", "is 'llama', but only gpt2", GgufTokenizers.Write("llama", "default", ["a"], [1], []));
        AssertError(
            "tokenizer.ggml.pre",
            "is 'martian', which is not supported; supported are default, gpt-2",
            GgufTokenizers.Write("gpt2", "martian", ["a"], [1], []));
        AssertError("tokenizer.ggml.tokens", "is missing", new GgufWriter().Add("tokenizer.ggml.model", "gpt2"));
        AssertError("tokenizer.ggml.tokens", "has 0 tokens", GgufTokenizers.Write("gpt2", "gpt-2", [], [], []));
        AssertError(
            "tokenizer.ggml.tokens",
            "'<end>' twice, as tokens 0 and 1",
            GgufTokenizers.Write("gpt2", "gpt-2", ["<end>", "<end>"], [3, 3], []));
        AssertError("tokenizer.ggml.token_type", "has 1 entries for 2 tokens", GgufTokenizers.Write("gpt2", "gpt-2", ["a", "b"], [1], []));
        AssertError(
            "tokenizer.ggml.merges",
            "at index 0: 'ab' is not two tokens",
            GgufTokenizers.Write("gpt2", "gpt-2", ["a", "b", "ab"], [1, 1, 1], ["ab"]));
        AssertError("tokenizer.ggml.merges", "Microsoft.ML.Tokenizers", GgufTokenizers.Write("gpt2", "gpt-2", ["a", "b"], [1, 1], ["a b"]));
        AssertError(
            "tokenizer.ggml.eos_token_id",
            "is 2, but the vocabulary has 2 tokens",
            GgufTokenizers.Write("gpt2", "gpt-2", ["a", "b"], [1, 1], []).Add("tokenizer.ggml.eos_token_id", 2u));
        AssertError("tokenizer.ggml.bos_token_id", "is missing", Letters("gpt-2").Add("tokenizer.ggml.add_bos_token", true));
    }

    [Fact]
    public void Load_TokenThatIsNotUtf8_IsNamed() => AssertError(
        "tokenizer.ggml.tokens",
        "not UTF-8: index 0",
        new GgufWriter()
            .Add("tokenizer.ggml.model", "gpt2")
            .AddRaw("tokenizer.ggml.tokens", 9, [8, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0xFF]));

    private static void AssertError(string key, string reason, GgufWriter writer)
    {
        CheckpointException error = Assert.Throws<CheckpointException>(() => GgufTokenizers.Load(writer));
        Assert.Equal(key, error.Part);
        Assert.Contains(reason, error.Reason, StringComparison.Ordinal);
    }

    private static IEnumerable<string?> Tokens(TextTokenizer tokenizer, string text) =>
        tokenizer.EncodeIds(text).Select(tokenizer.IdToToken);

    /// <summary>A few letters, each a token, and their merges.</summary>
    private static GgufWriter Letters(string words, params string[] merges)
    {
        string[] tokens =
        [
            "a", "0", "-", "Ġ", "b", "<begin>", "<end>", .. merges.Select(merge => merge.Replace(" ", "", StringComparison.Ordinal)),
        ];
        return GgufTokenizers.Write("gpt2", words, tokens, [.. tokens.Select(token => token[0] == '<' ? 3 : 1)], merges);
    }
}
