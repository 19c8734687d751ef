using Microsoft.ML.Tokenizers;

namespace SearchEngine.Runtime.Tokenizers.Models;

/// <summary>
/// Byte-pair encoding with merges only, as in byte-level vocabularies. Uses <see cref="BpeTokenizer"/> word by word, except for words that
/// are too long for it and words with a symbol that is in no token, whose position it does not report.
/// </summary>
/// <param name="library">The library's tokenizer.</param>
/// <param name="vocabulary">The tokens.</param>
/// <param name="exact">The same model for the remaining words.</param>
internal sealed class PlainBpeModel(BpeTokenizer library, Vocabulary vocabulary, Lazy<BpeModel> exact) : SubwordModel
{
    // The library removes merged symbols from an array, so its cost grows with the square of the word length.
    private const int MaxWordLength = 1024;

    public override Tokenizer LibraryTokenizer => library;

    public override int Size => vocabulary.Size;

    public override string? IdToToken(int id) => vocabulary.IdToToken(id);

    public override int? TokenToId(ReadOnlySpan<char> token) => vocabulary.TokenToId(token);

    public override void Segment(Word word, TokenBuffer output)
    {
        if (word.Length > MaxWordLength)
        {
            exact.Value.Segment(word, output);
            return;
        }
        IReadOnlyList<int> ids = library.EncodeToIds(word.Units, considerPreTokenization: false, considerNormalization: false);
        // Tokens are adjacent, so their lengths determine their spans.
        int length = 0;
        foreach (int id in ids) length += vocabulary.GetLength(id);
        if (length < word.Length)
        {
            exact.Value.Segment(word, output);
            return;
        }
        int start = 0;
        foreach (int id in ids)
        {
            int end = start + vocabulary.GetLength(id);
            output.Add(id, word.GetOrigin(start, end));
            start = end;
        }
    }
}
