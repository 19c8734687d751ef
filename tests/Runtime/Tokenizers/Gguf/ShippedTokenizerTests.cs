using System.Text;
using System.Text.Json;
using SearchEngine.Runtime.Tokenizers;
using SearchEngine.Tests;

namespace SearchEngine.Runtime.Tests.Tokenizers.Gguf;

/// <summary>Compares the tokenizer in the generator's file with Hugging Face tokenizers.</summary>
public sealed class ShippedTokenizerTests
{
    private static readonly TokenizeOptions AsReference = new() { ParseSpecialTokens = true };

    [Fact]
    public void Encode_EveryVector_EqualsReference()
    {
        TextTokenizer tokenizer = GgufTokenizers.LoadShipped();
        SingleVector[] vectors = ReferenceVectors.Read("smollm2").Single;
        Assert.Equal(36, vectors.Length);
        foreach (SingleVector vector in vectors)
        {
            TokenizedText actual = tokenizer.Encode(vector.Text, AsReference);
            Assert.Equal(vector.Ids, actual.Ids);
            Assert.Equal(ReferenceVectors.InUtf16Units(vector.Offsets, vector.Text), actual.Offsets);
            Assert.Equal(vector.Tokens, actual.Ids.Select(tokenizer.IdToToken));
            Assert.Equal(vector.TypeIds, actual.TypeIds);
        }
    }

    [Fact]
    public void EncodePair_EveryVector_EqualsReference()
    {
        TextTokenizer tokenizer = GgufTokenizers.LoadShipped();
        PairVector[] vectors = ReferenceVectors.Read("smollm2").Pair;
        Assert.Equal(8, vectors.Length);
        foreach (PairVector vector in vectors)
        {
            TokenizedText actual = tokenizer.EncodePair(vector.A, vector.B, AsReference);
            int second = tokenizer.EncodeIds(vector.A, AsReference).Length;
            Assert.Equal(vector.Ids, actual.Ids);
            Assert.Equal(vector.TypeIds, actual.TypeIds);
            Assert.Equal(ReferenceVectors.InUtf16Units(vector.Offsets[..second], vector.A), actual.Offsets[..second]);
            Assert.Equal(ReferenceVectors.InUtf16Units(vector.Offsets[second..], vector.B), actual.Offsets[second..]);
        }
    }

    [Fact]
    public void Decode_EveryVector_EqualsReference()
    {
        TextTokenizer tokenizer = GgufTokenizers.LoadShipped();
        Assert.All(ReferenceVectors.Read("smollm2").Single, vector => Assert.Equal(vector.Decoded, tokenizer.Decode(vector.Ids)));
    }

    [Fact]
    public void GetTokenBytes_TokensOfAText_AreItsBytes()
    {
        TextTokenizer tokenizer = GgufTokenizers.LoadShipped();
        Assert.True(tokenizer.IsByteLevel);
        Assert.All(
            ReferenceVectors.Read("smollm2").Single,
            vector => Assert.Equal(
                vector.Decoded, Encoding.UTF8.GetString([.. vector.Ids.SelectMany(id => tokenizer.GetTokenBytes(id).ToArray())])));
    }

    [Fact]
    public void GetTokenBytes_ControlTokensAndUnusedIds_AreEmpty()
    {
        TextTokenizer tokenizer = GgufTokenizers.LoadShipped();
        Assert.Equal(0, tokenizer.GetTokenBytes(tokenizer.TokenToId("<|im_end|>")!.Value).Length);
        Assert.Equal(0, tokenizer.GetTokenBytes(-1).Length);
        Assert.Equal(0, tokenizer.GetTokenBytes(tokenizer.VocabularySize).Length);
    }

    [Fact]
    public void EncodeIds_PromptsOfTheModelFixture_MatchTheReference()
    {
        TextTokenizer tokenizer = GgufTokenizers.LoadShipped();
        using JsonDocument fixture = JsonDocument.Parse(
            File.ReadAllText(Path.Combine(Repository.Fixtures, "real", "answerer-moe-135m.json")));
        JsonElement[] cases = [.. fixture.RootElement.GetProperty("cases").EnumerateArray()];
        Assert.Equal(8, cases.Length);
        foreach (JsonElement example in cases)
        {
            Assert.Equal(Ids(example, "input_ids"), tokenizer.EncodeIds(example.GetProperty("prompt").GetString()!, AsReference));
            Assert.Equal(
                example.GetProperty("greedy_text").GetString(), tokenizer.Decode(Ids(example, "greedy"), skipSpecialTokens: false));
        }

        static int[] Ids(JsonElement example, string field) => [.. example.GetProperty(field).EnumerateArray().Select(id => id.GetInt32())];
    }

    [Fact]
    public void EncodeIds_NameOfAControlToken_IsText()
    {
        TextTokenizer tokenizer = GgufTokenizers.LoadShipped();
        int control = tokenizer.TokenToId("<|im_end|>")!.Value;

        int[] asText = tokenizer.EncodeIds("a<|im_end|>b");

        Assert.DoesNotContain(control, asText);
        Assert.Equal("a<|im_end|>b", tokenizer.Decode(asText));
        Assert.Contains(control, tokenizer.EncodeIds("a<|im_end|>b", AsReference));
    }
}
