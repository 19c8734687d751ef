using System.Text.Json.Nodes;
using SearchEngine.Runtime.Tokenizers;

namespace SearchEngine.Runtime.Tests.Tokenizers;

public sealed class ByteLevelTests
{
    private static readonly TokenizeOptions Whole = TinyBpe.Whole;

    public static TheoryData<string> Names => [.. ReferenceVectors.Names.Where(name => name.StartsWith("bpe-", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Names))]
    public void Encode_LoneSurrogates_AreReadAsTheReplacementCharacter(string name)
    {
        TextTokenizer tokenizer = ReferenceVectors.Load(name);
        foreach (string text in (string[])["a\uD800b", "\uDC00", "ab\uD83D", "\uD800\uD800 1"])
        {
            TokenizedText actual = tokenizer.Encode(text, Whole);
            TokenizedText replaced = tokenizer.Encode(
                text.Replace('\uD800', '\uFFFD').Replace('\uDC00', '\uFFFD').Replace('\uD83D', '\uFFFD'), Whole);
            Assert.Equal(replaced.Ids, actual.Ids);
            Assert.Equal(replaced.Offsets, actual.Offsets);
        }
        Assert.Empty(tokenizer.EncodeIds("", Whole));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Encode_MillionEqualCharacters_ReturnsEveryOne(string name)
    {
        TextTokenizer tokenizer = ReferenceVectors.Load(name);
        foreach (char character in "aA 1\n.")
        {
            string text = new(character, 1 << 20);
            TokenizedText actual = tokenizer.Encode(text, Whole);
            Assert.Equal(text, tokenizer.Decode(actual.Ids));
            Assert.Equal(text.Length, actual.Offsets[^1].End);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Encode_ControlTokens_AreText(string name)
    {
        TextTokenizer tokenizer = ReferenceVectors.Load(name);
        string[] controls = ["<|endoftext|>", "<|im_start|>", "<s>", "</s>", "<mask>", "[CLS]", "<|begin_of_text|>", "<|return|>"];
        foreach (string control in controls)
        {
            if (tokenizer.TokenToId(control) is not { } id) continue;
            Assert.DoesNotContain(id, tokenizer.EncodeIds($"{control} a{control}", Whole));
            Assert.Contains(id, tokenizer.EncodeIds($"{control} a", Whole with { ParseSpecialTokens = true }));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Encode_Concurrently_MatchesASingleThread(string name)
    {
        SingleVector[] vectors = ReferenceVectors.Read(name).Single;
        TextTokenizer tokenizer = ReferenceVectors.Load(name);
        TokenizeOptions options = new() { ParseSpecialTokens = true };

        await Parallel.ForAsync(0, 500, TestContext.Current.CancellationToken, (i, _) =>
        {
            Assert.Equal(vectors[i % vectors.Length].Ids, tokenizer.EncodeIds(vectors[i % vectors.Length].Text, options));
            return ValueTask.CompletedTask;
        });
    }

    [Theory]
    [InlineData("bpe-gpt2", " \U0001D400\U0001D401|\U0001D7CE\U0001D7CF\U0001D7D0\U0001D7D1| \U0001F600")]
    [InlineData("bpe-llama3", " \U0001D400\U0001D401|\U0001D7CE\U0001D7CF\U0001D7D0|\U0001D7D1| \U0001F600")]
    [InlineData("bpe-qwen2", " \U0001D400\U0001D401|\U0001D7CE|\U0001D7CF|\U0001D7D0|\U0001D7D1| \U0001F600")]
    [InlineData("bpe-digits", " \U0001D400\U0001D401|\U0001D7CE|\U0001D7CF|\U0001D7D0|\U0001D7D1| \U0001F600")]
    public void PreTokenize_BeyondTheBasicPlane_LettersAndDigitsAreWords(string name, string words)
    {
        string text = words.Replace("|", "", StringComparison.Ordinal);

        IEnumerable<(int Offset, int Length)> actual = TokenizerFile.Read(ReferenceVectors.PathOf(name)).PreTokenizer!.PreTokenize(text);

        Assert.Equal(words.Split('|'), actual.Select(word => text.Substring(word.Offset, word.Length)));
    }

    [Fact]
    public void Encode_PrefixSpace_HasTheOriginOfTheFirstCharacter()
    {
        string[] vocabulary = ["\u0120", "a", "\u0120a"];
        TextTokenizer tokenizer = TinyBpe.Load(vocabulary, ["\u0120 a"], json =>
            json["pre_tokenizer"] = JsonNode.Parse("""{ "type": "ByteLevel", "add_prefix_space": true, "use_regex": true }"""));

        Assert.Equal([2, 2], tokenizer.EncodeIds("a a", Whole));
        Assert.Equal([(0, 1), (1, 3)], tokenizer.Encode("a a", Whole).Offsets);
        Assert.Equal([2], tokenizer.EncodeIds(" a", Whole));
    }
}
