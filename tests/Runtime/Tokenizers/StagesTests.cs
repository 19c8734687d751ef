using Microsoft.ML.Tokenizers;
using SearchEngine.Runtime.Tokenizers;
using SearchEngine.Runtime.Tokenizers.Normalizers;
using SearchEngine.Runtime.Tokenizers.PreTokenizers;

namespace SearchEngine.Runtime.Tests.Tokenizers;

/// <summary>
/// Documents which stages of each fixture's tokenizer come from Microsoft.ML.Tokenizers. For each stage implemented here, the library's
/// stage is run in an otherwise correct pipeline on a named vector, to show that it gets the vector wrong.
/// </summary>
public sealed class StagesTests
{
    private const string Tabs = "e\u0301 vs \u00E9, \u200Bzero\u200Bwidth, tab\tnew\nline  double  space";
    private const string Price = "price: $1,234.56 (30%) on 2024-02-29 at 12:34:56";
    private const string Umlaut = "Der schnelle braune Fuchs springt \u00FCber den faulen Hund.";
    private const string Contractions = "don't can't WE'LL I'm they've";

    private const string ControlTokens = "[MASK] <mask> </s> [SEP]";
    private static readonly string Overlong = new('x', 130);

    // Fixture, stage, and the vector that the library's own stage gets wrong, or null if the library's stage is used.
    public static TheoryData<string, string, string?> Stages
    {
        get
        {
            TheoryData<string, string, string?> stages = [];
            foreach (string fixture in (string[])["wordpiece-cased", "wordpiece-uncased", "bge-small-en-v1.5"])
            {
                stages.Add(fixture, "normalizer", Tabs);
                stages.Add(fixture, "pre-tokenizer", Price);
                stages.Add(fixture, "model", null);
                stages.Add(fixture, "post-processor", Umlaut);
                stages.Add(fixture, "decoder", Contractions);
            }
            return stages;
        }
    }

    [Theory]
    [MemberData(nameof(Stages))]
    public void Stage_IsTheLibrarysOrTheLibrarysIsWrong(string fixture, string stage, string? vectorText)
    {
        TextTokenizer tokenizer = ReferenceVectors.Load(fixture);
        WordPieceTokenizer model = Assert.IsType<WordPieceTokenizer>(tokenizer.Model.LibraryTokenizer);
        if (vectorText is null)
        {
            AssertModelIsFromLibrary(model, fixture);
            return;
        }

        SingleVector vector = Assert.Single(ReferenceVectors.Read(fixture).Single, vector => vector.Text == vectorText);
        int[] words = vector.Ids[1..^1];
        BertTokenizer library = CreateBertTokenizer(tokenizer, isLowerCase: fixture != "wordpiece-cased");
        switch (stage)
        {
            case "normalizer":
                Assert.IsType<BertNormalizer>(model.Normalizer);
                Assert.Equal(words, Segment(model, model.Normalizer.Normalize(vector.Text), model.PreTokenizer!));
                Assert.NotEqual(words, Segment(model, library.Normalizer!.Normalize(vector.Text), model.PreTokenizer!));
                break;
            case "pre-tokenizer":
                Assert.IsType<BertPreTokenizer>(model.PreTokenizer);
                Assert.Equal(words, Segment(model, model.Normalizer!.Normalize(vector.Text), model.PreTokenizer));
                Assert.NotEqual(words, Segment(model, model.Normalizer.Normalize(vector.Text), library.PreTokenizer!));
                break;
            case "post-processor":
                // The library adds the right special tokens but drops a whole word where the reference cuts within the word.
                TokenizeOptions options = new() { MaxLength = CutInsideWord(vector) };
                int[] expected = [.. vector.Ids[..(options.MaxLength.Value - 1)], vector.Ids[^1]];
                string normalized = model.Normalizer!.Normalize(vector.Text);
                Assert.Equal(expected, tokenizer.EncodeIds(vector.Text, options));
                Assert.Equal(vector.Ids, Frame(library, model, normalized, int.MaxValue));
                Assert.NotEqual(expected, Frame(library, model, normalized, options.MaxLength.Value));
                break;
            case "decoder":
                Assert.Equal(vector.Decoded, tokenizer.Decode(vector.Ids));
                Assert.NotEqual(vector.Decoded, library.Decode(vector.Ids, skipSpecialTokens: true));
                break;
        }
    }

    private static void AssertModelIsFromLibrary(WordPieceTokenizer model, string fixture)
    {
        Assert.Equal(typeof(Tokenizer).Assembly, model.GetType().Assembly);
        foreach (SingleVector vector in ReferenceVectors.Read(fixture).Single)
        {
            // The library's whole pipeline with two stages implemented here. Control tokens and overlong words are handled before it: it
            // measures words in UTF-16 units, and no vector has an overlong word that shows the difference (TextTokenizerTests has one).
            if (vector.Text == ControlTokens || vector.Text == Overlong) continue;
            Assert.Equal(vector.Ids[1..^1], model.EncodeToIds(vector.Text));
        }
    }

    private static int[] Segment(WordPieceTokenizer model, string normalized, PreTokenizer preTokenizer) =>
        [.. preTokenizer.PreTokenize(normalized).SelectMany(word =>
            model.EncodeToIds(normalized.AsSpan(word.Offset, word.Length), considerPreTokenization: false, considerNormalization: false))];

    private static int[] Frame(BertTokenizer library, WordPieceTokenizer model, string normalized, int maxLength)
    {
        string spaced = string.Join(
            ' ', model.PreTokenizer!.PreTokenize(normalized).Select(word => normalized.Substring(word.Offset, word.Length)));
        return [.. library.EncodeToIds(spaced, maxLength, addSpecialTokens: true, out string? _, out int _, considerNormalization: false)];
    }

    /// <summary>A length, including special tokens, that cuts between two pieces of one word.</summary>
    private static int CutInsideWord(SingleVector vector)
    {
        int piece = Array.FindIndex(vector.Tokens, token => token.StartsWith("##", StringComparison.Ordinal));
        return piece + 1;
    }

    private static BertTokenizer CreateBertTokenizer(TextTokenizer tokenizer, bool isLowerCase)
    {
        using MemoryStream lines = new();
        using (StreamWriter writer = new(lines, leaveOpen: true) { NewLine = "\n" })
        {
            for (int id = 0; id < tokenizer.VocabularySize; id++) writer.WriteLine(tokenizer.IdToToken(id));
        }
        lines.Position = 0;
        return BertTokenizer.Create(
            lines, new BertOptions { LowerCaseBeforeTokenization = isLowerCase, RemoveNonSpacingMarks = isLowerCase });
    }
}
