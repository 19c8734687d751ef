using System.Text;
using System.Text.Json;
using Microsoft.ML.Tokenizers;
using SearchEngine.Runtime.Tokenizers;
using SearchEngine.Runtime.Tokenizers.Normalizers;

namespace SearchEngine.Runtime.Tests.Tokenizers;

/// <summary>
/// Documents why no stage of the SentencePiece fixtures comes from Microsoft.ML.Tokenizers: each of its stages gets a vector wrong. Its
/// normalizers return the right text, but spans of that text instead of the original.
/// </summary>
public sealed class SentencePieceStagesTests
{
    private const string Ligatures = "na\u00EFve caf\u00E9 r\u00E9sum\u00E9 \u2014 \u201Cquoted\u201D \u2026 \uFB01ne \u00BD \u2460";
    private const string Hangul = "\uD55C\uAD6D\uC5B4 \uBB38\uC7A5\uC744 \uD1A0\uD070\uD654\uD569\uB2C8\uB2E4.";
    private const string Price = "price: $1,234.56 (30%) on 2024-02-29 at 12:34:56";
    private const string ControlTokens = "[MASK] <mask> </s> [SEP]";
    private static readonly string Overlong = new('x', 130);

    [Theory]
    [InlineData("unigram-xlmr", Ligatures)]
    [InlineData("bpe-llama2", Hangul)]
    public void LibraryNormalizer_LosesTheOriginal(string fixture, string text)
    {
        SingleVector vector = VectorOf(fixture, text);
        (int, int)[] offsets = ReferenceVectors.InUtf16Units(vector.Offsets, text);

        IReadOnlyList<EncodedToken> library = ReadFixture(fixture).Load().EncodeToTokens(text, out _);

        Range frame = FrameOf(fixture);
        Assert.Equal(offsets, ReferenceVectors.Load(fixture).Encode(text).Offsets);
        Assert.Equal(
            vector.Ids[frame],
            library.Select(token => token.Id).Where((id, i) => id != 3 || fixture != "unigram-xlmr" || i == 0 || library[i - 1].Id != 3));
        Assert.NotEqual(offsets[frame], library.Select(token => (token.Offset.Start.Value, token.Offset.End.Value)));
    }

    [Fact]
    public void Normalizer_EveryCharacter_MatchesTheLibrary()
    {
        SentencePieceTokenizer library = (ReadFixture("unigram-xlmr") with { AddPrefix = false, RemoveExtraSpaces = false }).Load();
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(ReferenceVectors.PathOf("unigram-xlmr")));
        JsonElement precompiled = json.RootElement.GetProperty("normalizer").GetProperty("normalizers")[0];
        PrecompiledNormalizer ours = new(PrecompiledCharsMap.Read(new TokenizerComponent("tokenizer.json", "normalizer", precompiled)));
        // The library keeps what the map removes.
        IEnumerable<Rune> kept = Enumerable.Range(1, 0x2FFFF)
            .Where(Rune.IsValid)
            .Select(value => new Rune(value))
            .Where(rune => ours.Normalize($"{rune}") != "");
        foreach (Rune[] runes in kept.Chunk(1000))
        {
            string text = string.Concat(runes.Select(rune => $"{rune}\t"));
            library.EncodeToTokens(text, out string? normalized);
            Assert.Equal(normalized, ours.Normalize(text).Replace(' ', '\u2581'));
        }
    }

    [Theory]
    [InlineData("unigram-xlmr")] // adds up in single precision
    [InlineData("bpe-llama2")] // does not merge the leftmost of equal pairs first
    public void LibraryModel_NearTies_ChoosesAnotherPath(string fixture)
    {
        SingleVector vector = VectorOf(fixture, Overlong);
        SentencePieceTokenizer library = (ReadFixture(fixture) with { AddPrefix = false, RemoveExtraSpaces = false, CharsMap = [] }).Load();
        TokenBuffer ours = new();
        List<int> theirs = [];

        foreach (Word word in WordsOf(fixture, Overlong))
        {
            ReferenceVectors.Load(fixture).Model.Segment(word, ours);
            theirs.AddRange(library.EncodeToIds(word.Units));
        }

        Range frame = FrameOf(fixture);
        Assert.Equal(vector.Ids[frame], ours.Ids);
        Assert.NotEqual(vector.Ids[frame], theirs);
        Assert.Equal(vector.Ids[frame].Order(), theirs.Order());
    }

    [Fact]
    public void LibraryModel_UnknownTokens_AreRepeated()
    {
        SingleVector vector = VectorOf("unigram-xlmr", Hangul);

        IReadOnlyList<int> library = ReadFixture("unigram-xlmr").Load().EncodeToIds(Hangul);

        Assert.Equal(vector.Ids, ReferenceVectors.Load("unigram-xlmr").EncodeIds(Hangul));
        Assert.NotEqual(vector.Ids[1..^1], library);
        Assert.Equal(vector.Ids[1..^1], library.Where((id, i) => id != 3 || i == 0 || library[i - 1] != 3));
    }

    [Fact]
    public void LibraryPostProcessor_CutsOffTheEnd()
    {
        SingleVector vector = VectorOf("unigram-xlmr", Price);
        SentencePieceTokenizer library = ReadFixture("unigram-xlmr").Load(addBegin: true, addEnd: true);
        int[] expected = [.. vector.Ids[..7], vector.Ids[^1]];

        Assert.Equal(expected, ReferenceVectors.Load("unigram-xlmr").EncodeIds(Price, new TokenizeOptions { MaxLength = 8 }));
        Assert.Equal(vector.Ids, library.EncodeToIds(Price));
        Assert.NotEqual(expected, library.EncodeToIds(Price, 8, out string? _, out int _));
    }

    [Fact]
    public void LibraryDecoder_ControlTokens_AreKept()
    {
        SingleVector vector = VectorOf("unigram-xlmr", ControlTokens);

        Assert.Equal(vector.Decoded, ReferenceVectors.Load("unigram-xlmr").Decode(vector.Ids));
        Assert.NotEqual(vector.Decoded, ReadFixture("unigram-xlmr").Load().Decode(vector.Ids, considerSpecialTokens: false));
    }

    private static SingleVector VectorOf(string fixture, string text) =>
        Assert.Single(ReferenceVectors.Read(fixture).Single, vector => vector.Text == text);

    /// <summary>The part of a fixture's vectors that is not special tokens.</summary>
    private static Range FrameOf(string fixture) => fixture == "unigram-xlmr" ? 1..^1 : 1..;

    private static IEnumerable<Word> WordsOf(string fixture, string text)
    {
        TokenizerFile file = TokenizerFile.Read(ReferenceVectors.PathOf(fixture));
        AlignedText normalized = new(text.Length, origin: 0);
        file.Normalizer!.Normalize(text, normalized);
        IEnumerable<Word> whole = [new Word(normalized, 0, normalized.Text.Length)];
        return file.PreTokenizer?.PreTokenize(whole) ?? whole;
    }

    /// <summary>Reads the SentencePiece model from which a fixture was made.</summary>
    private static SentencePieceFile ReadFixture(string fixture)
    {
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(ReferenceVectors.PathOf(fixture)));
        JsonElement model = json.RootElement.GetProperty("model"), vocab = model.GetProperty("vocab");
        if (fixture == "unigram-xlmr")
        {
            return new SentencePieceFile([.. vocab.EnumerateArray().Select(ReadUnigramPiece)])
            {
                UnknownId = 3,
                BeginId = 0,
                EndId = 2,
                AddPrefix = true,
                RemoveExtraSpaces = true,
                CharsMap = json.RootElement.GetProperty("normalizer")
                    .GetProperty("normalizers")[0]
                    .GetProperty("precompiled_charsmap")
                    .GetBytesFromBase64(),
            };
        }

        Dictionary<string, int> ranks = [];
        foreach (JsonElement merge in model.GetProperty("merges").EnumerateArray()) ranks.TryAdd($"{merge[0]}{merge[1]}", ranks.Count);
        return new SentencePieceFile([.. vocab.EnumerateObject().OrderBy(entry => entry.Value.GetInt32()).Select(entry =>
            (entry.Name, ranks.TryGetValue(entry.Name, out int rank) ? -rank : -1e6f, entry.Value.GetInt32() switch
            {
                0 => SentencePieceFile.Kind.Unknown,
                < 3 => SentencePieceFile.Kind.Control,
                < 3 + 256 => SentencePieceFile.Kind.Byte,
                _ => SentencePieceFile.Kind.Normal,
            }))])
        {
            IsBpe = true,
            UnknownId = 0,
            BeginId = 1,
            EndId = 2,
            AddPrefix = true,
        };
    }

    private static (string Piece, float Score, SentencePieceFile.Kind Kind) ReadUnigramPiece(JsonElement entry, int id)
    {
        SentencePieceFile.Kind kind = id switch
        {
            3 => SentencePieceFile.Kind.Unknown,
            < 3 => SentencePieceFile.Kind.Control,
            _ => SentencePieceFile.Kind.Normal,
        };
        return (entry[0].GetString()!, entry[1].GetSingle(), kind);
    }
}
