using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.ML.Tokenizers;
using SearchEngine.Runtime.Tokenizers;
using SearchEngine.Runtime.Tokenizers.Models;
using SearchEngine.Runtime.Tokenizers.Normalizers;

namespace SearchEngine.Runtime.Tests.Tokenizers;

/// <summary>
/// Documents which stages of the byte-level fixtures come from Microsoft.ML.Tokenizers: the model does. Each stage implemented here names a
/// vector that the library's own pipeline gets wrong without it.
/// </summary>
public sealed class ByteLevelStagesTests
{
    private const string Accents = "e\u0301 vs \u00E9, \u200Bzero\u200Bwidth, tab\tnew\nline  double  space";
    private const string Family = "\U0001F642\U0001F469\u200D\U0001F469\u200D\U0001F467\u200D\U0001F466 emoji and \u4E2D\u6587 mixed";
    private const string Spaces = "   ";
    private const string Gpt2 = @"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+";

    public static TheoryData<string> Fixtures =>
        ["bpe-gpt2", "bpe-roberta", "bpe-modernbert", "bpe-digits", "bpe-llama3", "bpe-o200k", "bpe-qwen2"];

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void Model_IsFromTheLibrary(string fixture)
    {
        TextTokenizer tokenizer = ReferenceVectors.Load(fixture);
        BpeTokenizer model = Assert.IsType<BpeTokenizer>(tokenizer.Model.LibraryTokenizer);
        Assert.Equal(fixture == "bpe-llama3", tokenizer.Model is WholeWordModel); // the one that has ignore_merges
        foreach (SingleVector vector in ReferenceVectors.Read(fixture).Single)
        {
            IEnumerable<int> library = StagesOf(fixture, vector.Text).SelectMany(word =>
                model.EncodeToIds(word.Units, considerPreTokenization: false, considerNormalization: false));
            int[] ours = tokenizer.EncodeIds(vector.Text, new TokenizeOptions { AddSpecialTokens = false });
            Assert.Equal(ours, library);
        }
    }

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void LibraryPreTokenizer_EndsTokensInsideASurrogatePair(string fixture)
    {
        SingleVector vector = VectorOf(fixture, Family);
        IReadOnlyList<EncodedToken> library = CreateLibrary(fixture).EncodeToTokens(Family, out _);

        Range text = TextOf(vector);
        Assert.Equal(vector.Ids[text], library.Select(token => token.Id));
        Assert.Equal(ReferenceVectors.InUtf16Units(vector.Offsets, Family), ReferenceVectors.Load(fixture).Encode(Family).Offsets);
        Assert.Contains(library, token => char.IsHighSurrogate(Family[token.Offset.End.Value - 1]));
    }

    [Theory]
    [InlineData("bpe-modernbert")]
    [InlineData("bpe-qwen2")]
    public void Normalizer_IsMissingInTheLibrary(string fixture)
    {
        SingleVector vector = VectorOf(fixture, Accents);

        Assert.Equal(vector.Ids, ReferenceVectors.Load(fixture).EncodeIds(Accents));
        Assert.NotEqual(vector.Ids[TextOf(vector)], CreateLibrary(fixture).EncodeToIds(Accents));
    }

    [Fact]
    public void PostProcessor_IsMissingInTheLibrary()
    {
        SingleVector vector = VectorOf("bpe-roberta", Spaces);
        BpeTokenizer library = CreateLibrary("bpe-roberta", begin: "<s>", end: "</s>");

        IReadOnlyList<EncodedToken> tokens = library.EncodeToTokens(Spaces, out _);

        Assert.Equal(vector.Ids, tokens.Select(token => token.Id));
        Assert.Equal([(0, 0), (1, 1), (2, 2), (3, 3), (0, 0)], ReferenceVectors.Load("bpe-roberta").Encode(Spaces).Offsets);
        Assert.Equal([(0, 0), (0, 1), (1, 2), (2, 3), (3, 3)], tokens.Select(token => (token.Offset.Start.Value, token.Offset.End.Value)));
    }

    /// <summary>The decoder is implemented here so that it can be part of a sequence.</summary>
    [Theory]
    [MemberData(nameof(Fixtures))]
    public void Decoder_EveryVector_MatchesTheLibrary(string fixture)
    {
        BpeTokenizer library = CreateLibrary(fixture);
        TextTokenizer tokenizer = ReferenceVectors.Load(fixture);
        foreach (SingleVector vector in ReferenceVectors.Read(fixture).Single)
        {
            Assert.Equal(library.Decode(vector.Ids, considerSpecialTokens: false), tokenizer.Decode(vector.Ids));
        }
    }

    private static SingleVector VectorOf(string fixture, string text) =>
        Assert.Single(ReferenceVectors.Read(fixture).Single, vector => vector.Text == text);

    /// <summary>The part of a vector that is not special tokens.</summary>
    private static Range TextOf(SingleVector vector) => Array.IndexOf(vector.Special, 0)..(Array.LastIndexOf(vector.Special, 0) + 1);

    private static IEnumerable<Word> StagesOf(string fixture, string text)
    {
        TokenizerFile file = TokenizerFile.Read(ReferenceVectors.PathOf(fixture));
        AlignedText normalized = new(text.Length, origin: 0);
        if (file.Normalizer is null) normalized.AppendUnchanged(text);
        else file.Normalizer.Normalize(text, normalized);
        return text.Length == 0 ? [] : file.PreTokenizer!.PreTokenize([new Word(normalized, 0, normalized.Text.Length)]);
    }

    /// <summary>Creates the library's tokenizer as intended for byte-level vocabularies.</summary>
    private static BpeTokenizer CreateLibrary(string fixture, string? begin = null, string? end = null)
    {
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(ReferenceVectors.PathOf(fixture)));
        JsonElement model = json.RootElement.GetProperty("model"), preTokenizer = json.RootElement.GetProperty("pre_tokenizer");
        Dictionary<string, int> special = json.RootElement.GetProperty("added_tokens").EnumerateArray()
            .ToDictionary(token => token.GetProperty("content").GetString()!, token => token.GetProperty("id").GetInt32());
        string pattern = preTokenizer.TryGetProperty(
            "pretokenizers", out JsonElement stages) && stages[0].TryGetProperty("pattern", out JsonElement split)
            ? split.GetProperty("Regex").GetString()!
            : Gpt2;
        return BpeTokenizer.Create(new BpeOptions(model.GetProperty("vocab").EnumerateObject()
            .Select(token => KeyValuePair.Create(token.Name, token.Value.GetInt32())))
        {
            ByteLevel = true,
            Merges = model.GetProperty("merges").EnumerateArray().Select(merge => $"{merge[0]} {merge[1]}"),
            PreTokenizer = new RegexPreTokenizer(new Regex(pattern), special),
            SpecialTokens = special,
            BeginningOfSentenceToken = begin,
            EndOfSentenceToken = end,
        });
    }
}
