using Microsoft.ML.Tokenizers;

namespace SearchEngine.Runtime.Tokenizers.Models;

/// <summary>
/// WordPiece (Schuster and Nakajima 2012; as in BERT, Devlin et al. 2019): repeatedly takes the longest token that starts the rest of the
/// word; a word that cannot be segmented is unknown. Uses <see cref="WordPieceTokenizer"/> word by word.
/// </summary>
internal sealed class WordPieceModel : SubwordModel
{
    // The cost of an unknown word grows with the square of its length.
    private const int MaxWordLimit = 10_000;

    private readonly WordPieceTokenizer _library;
    private readonly Vocabulary _vocabulary;
    private readonly int _maxScalarsPerWord;
    private readonly int[] _unknown;

    public WordPieceModel(TokenizerComponent component, Normalizer? normalizer, PreTokenizer? preTokenizer)
    {
        _vocabulary = VocabularyReader.Read(component.GetChild("vocab"), asLines: true);
        _maxScalarsPerWord = component.GetInt("max_input_chars_per_word", defaultValue: 100);
        if (_maxScalarsPerWord is 0 or > MaxWordLimit)
        {
            throw component.CreateError($"has max_input_chars_per_word {_maxScalarsPerWord}, but it must be from 1 to {MaxWordLimit}");
        }
        try
        {
            using Stream lines = _vocabulary.OpenLines();
            _library = WordPieceTokenizer.Create(lines, new WordPieceOptions
            {
                Normalizer = normalizer,
                PreTokenizer = preTokenizer,
                UnknownToken = component.GetString("unk_token", defaultValue: "[UNK]"),
                ContinuingSubwordPrefix = component.GetString("continuing_subword_prefix", defaultValue: "##"),
                // The library counts UTF-16 units, the reference characters: Segment enforces the limit.
                MaxInputCharsPerWord = 2 * _maxScalarsPerWord,
            });
        }
        catch (ArgumentException e)
        {
            throw component.CreateError($"is rejected by Microsoft.ML.Tokenizers: {e.Message}");
        }
        _unknown = [_library.UnknownTokenId];
    }

    public override Tokenizer LibraryTokenizer => _library;

    public override int Size => _vocabulary.Size;

    public override string? IdToToken(int id) => _vocabulary.IdToToken(id);

    public override int? TokenToId(ReadOnlySpan<char> token) => _vocabulary.TokenToId(token);

    public override void Segment(Word word, TokenBuffer output)
    {
        IReadOnlyList<int> ids = IsTooLong(word.Units)
            ? _unknown
            : _library.EncodeToIds(word.Units, considerPreTokenization: false, considerNormalization: false);

        // Tokens are adjacent, so their lengths determine their spans; the last one, which may be the unknown token, ends with the word.
        for (int i = 0, start = 0; i < ids.Count; i++)
        {
            int prefix = i == 0 ? 0 : _library.ContinuingSubwordPrefix.Length;
            int end = i == ids.Count - 1 ? word.Length : start + _vocabulary.GetLength(ids[i]) - prefix;
            output.Add(ids[i], word.GetOrigin(start, end));
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
