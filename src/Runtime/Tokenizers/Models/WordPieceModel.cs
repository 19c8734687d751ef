using Microsoft.ML.Tokenizers;

namespace SearchEngine.Runtime.Tokenizers.Models;

/// <summary>
/// WordPiece (Schuster and Nakajima 2012; as in BERT, Devlin et al. 2019): the longest token of the vocabulary that begins the word,
/// again and again; a word that cannot be taken apart so is unknown. <see cref="WordPieceTokenizer"/> does it, a word at a time.
/// </summary>
internal sealed class WordPieceModel : SubwordModel
{
    // The cost of an unknown word grows with the square of its length.
    private const int GreatestWordLimit = 10_000;

    private readonly WordPieceTokenizer _library;
    private readonly Vocabulary _vocabulary;
    private readonly int _maxScalarsPerWord;
    private readonly int[] _unknown;

    public WordPieceModel(TokenizerComponent component, Normalizer? normalizer, PreTokenizer? preTokenizer)
    {
        _vocabulary = VocabularyReader.Read(component.Child("vocab"), asLines: true);
        _maxScalarsPerWord = component.Number("max_input_chars_per_word", otherwise: 100);
        if (_maxScalarsPerWord is 0 or > GreatestWordLimit)
        {
            throw component.Error($"max_input_chars_per_word is {_maxScalarsPerWord}; 1 to {GreatestWordLimit} can be used");
        }
        try
        {
            using Stream lines = _vocabulary.OpenLines();
            _library = WordPieceTokenizer.Create(lines, new WordPieceOptions
            {
                Normalizer = normalizer,
                PreTokenizer = preTokenizer,
                UnknownToken = component.Text("unk_token", otherwise: "[UNK]"),
                ContinuingSubwordPrefix = component.Text("continuing_subword_prefix", otherwise: "##"),
                // The library counts UTF-16 units where the reference counts characters: the limit is kept in Segment.
                MaxInputCharsPerWord = 2 * _maxScalarsPerWord,
            });
        }
        catch (ArgumentException e)
        {
            throw component.Error($"is refused by Microsoft.ML.Tokenizers: {e.Message}");
        }
        _unknown = [_library.UnknownTokenId];
    }

    public override Tokenizer Library => _library;

    public override int Size => _vocabulary.Size;

    public override string? TokenOf(int id) => _vocabulary.TokenOf(id);

    public override int? IdOf(ReadOnlySpan<char> token) => _vocabulary.IdOf(token);

    public override void Segment(Word word, TokenBuffer output)
    {
        IReadOnlyList<int> ids = IsTooLong(word.Units)
            ? _unknown
            : _library.EncodeToIds(word.Units, considerPreTokenization: false, considerNormalization: false);

        // Tokens lie end to end, so their lengths give their spans; the last one, which may be the unknown token, ends with the word.
        for (int i = 0, start = 0; i < ids.Count; i++)
        {
            int prefix = i == 0 ? 0 : _library.ContinuingSubwordPrefix.Length;
            int end = i == ids.Count - 1 ? word.Length : start + _vocabulary.LengthOf(ids[i]) - prefix;
            output.Add(ids[i], word.Origin(start, end));
            start = end;
        }
    }

    private bool IsTooLong(ReadOnlySpan<char> word)
    {
        if (word.Length <= _maxScalarsPerWord) return false;
        int scalars = 0;
        foreach (char unit in word)
        {
            if (!char.IsLowSurrogate(unit)) scalars++;
        }
        return scalars > _maxScalarsPerWord;
    }
}
