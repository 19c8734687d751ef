using Microsoft.ML.Tokenizers;

namespace SearchEngine.Runtime.Tokenizers.Models;

/// <summary>
/// Byte-pair encoding that is nothing but merges, as byte-level vocabularies have it. <see cref="BpeTokenizer"/> does it, a word at a time,
/// except for words that are too long for it, and those with a symbol that is in no token, of which it does not say where.
/// </summary>
/// <param name="library">The library's tokenizer.</param>
/// <param name="vocabulary">The tokens.</param>
/// <param name="exact">The same model for the other words.</param>
internal sealed class PlainBpeModel(BpeTokenizer library, Vocabulary vocabulary, Lazy<BpeModel> exact) : SubwordModel
{
    // The library takes each symbol that was merged out of an array: its cost grows with the square of a word's length.
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
        // Tokens lie end to end, so their lengths give their spans.
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
