using System.Text.Json;
using SearchEngine.Runtime.Tokenizers;
using SearchEngine.Tests;

namespace SearchEngine.Runtime.Tests.Tokenizers;

public sealed class ReferenceVectorTests
{
    private static readonly TokenizeOptions AsReference = new() { ParseSpecialTokens = true };

    public static TheoryData<string> Names => [.. ReferenceVectors.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void EncodeSingleEqualsReference(string name)
    {
        TextTokenizer tokenizer = ReferenceVectors.Load(name);
        SingleVector[] vectors = ReferenceVectors.Read(name).Single;
        Assert.Equal(36, vectors.Length);
        foreach (SingleVector vector in vectors)
        {
            TokenizedText actual = tokenizer.Encode(vector.Text, AsReference);
            Assert.Equal(vector.Ids, actual.Ids);
            Assert.Equal(ReferenceVectors.InUtf16Units(vector.Offsets, vector.Text), actual.Offsets);
            Assert.Equal(
                vector.Tokens, actual.Ids.Select((id, i) => SpellAsReference(name, tokenizer, vector.Text, id, actual.Offsets[i])));
            Assert.Equal(vector.TypeIds, actual.TypeIds);
            Assert.Equal(vector.Special, actual.SpecialTokensMask.Select(special => special ? 1 : 0));
            Assert.False(actual.IsTruncated);
            Assert.Equal(vector.Ids, tokenizer.EncodeIds(vector.Text, AsReference));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void EncodePairEqualsReference(string name)
    {
        TextTokenizer tokenizer = ReferenceVectors.Load(name);
        PairVector[] vectors = ReferenceVectors.Read(name).Pair;
        Assert.Equal(8, vectors.Length);
        foreach (PairVector vector in vectors)
        {
            TokenizedText actual = tokenizer.EncodePair(vector.A, vector.B, AsReference);
            Assert.Equal(vector.Ids, actual.Ids);
            Assert.Equal(vector.TypeIds, actual.TypeIds);
            // The second text starts after the last token of the first, with or without special tokens in between.
            int left = tokenizer.Encode(vector.A, AsReference with { AddSpecialTokens = false }).Ids.Length, second = 0;
            while (left > 0) left -= actual.SpecialTokensMask[second++] ? 0 : 1;
            Assert.Equal(ReferenceVectors.InUtf16Units(vector.Offsets[..second], vector.A), actual.Offsets[..second]);
            Assert.Equal(ReferenceVectors.InUtf16Units(vector.Offsets[second..], vector.B), actual.Offsets[second..]);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void DecodeEqualsReference(string name)
    {
        TextTokenizer tokenizer = ReferenceVectors.Load(name);
        foreach (SingleVector vector in ReferenceVectors.Read(name).Single)
        {
            Assert.Equal(vector.Decoded, tokenizer.Decode(vector.Ids));
        }
    }

    [Theory]
    [InlineData("bert", "tests/Fixtures/models/bert", "tests/Fixtures/models/bert/expected.json")]
    [InlineData("distilbert", "tests/Fixtures/models/distilbert", "tests/Fixtures/models/distilbert/expected.json")]
    [InlineData("modernbert", "tests/Fixtures/models/modernbert", "tests/Fixtures/models/modernbert/expected.json")]
    [InlineData("mpnet", "tests/Fixtures/models/mpnet", "tests/Fixtures/models/mpnet/expected.json")]
    [InlineData("nomic-bert", "tests/Fixtures/models/nomic-bert", "tests/Fixtures/models/nomic-bert/expected.json")]
    [InlineData("roberta", "tests/Fixtures/models/roberta", "tests/Fixtures/models/roberta/expected.json")]
    [InlineData("xlm-roberta", "tests/Fixtures/models/xlm-roberta", "tests/Fixtures/models/xlm-roberta/expected.json")]
    [InlineData("bge", "models/bge-small-en-v1.5", "tests/Fixtures/real/bge-small-en-v1.5.json")]
    public void Encode_EveryVector_MatchesTheModelFixture(string _, string model, string fixture)
    {
        TextTokenizer tokenizer = TextTokenizer.Load(Path.Combine(Repository.Root, model));
        using JsonDocument expected = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, fixture)));
        JsonElement[] cases = [.. expected.RootElement.GetProperty("cases").EnumerateArray()];
        Assert.NotEmpty(cases);
        foreach (JsonElement example in cases)
        {
            int[] ids = [.. example.GetProperty("input_ids").EnumerateArray().Select(id => id.GetInt32())];
            Assert.Equal(ids, tokenizer.EncodeIds(example.GetProperty("text").GetString()!));
        }
    }

    // The Unigram reference spells unknown tokens, and added tokens that strip white space, as in the text.
    private static string? SpellAsReference(string name, TextTokenizer tokenizer, string text, int id, (int Start, int End) span)
    {
        string? token = tokenizer.IdToToken(id);
        return name == "unigram-xlmr" && token is "<unk>" or "<mask>" ? text[span.Start..span.End] : token;
    }
}
