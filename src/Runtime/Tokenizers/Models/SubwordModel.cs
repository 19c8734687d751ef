using Microsoft.ML.Tokenizers;

namespace SearchEngine.Runtime.Tokenizers.Models;

/// <summary>Segments words into tokens of its vocabulary: a model of Microsoft.ML.Tokenizers, where it has one that is exact, with the spans that it lacks.</summary>
internal abstract class SubwordModel
{
    /// <summary>The library's tokenizer that does the segmenting, or null where it has none that could.</summary>
    public abstract Tokenizer? LibraryTokenizer { get; }

    /// <summary>One more than the greatest id.</summary>
    public abstract int Size { get; }

    public abstract string? IdToToken(int id);

    public abstract int? TokenToId(ReadOnlySpan<char> token);

    /// <summary>Appends the tokens of a word, with their spans in the original.</summary>
    public abstract void Segment(Word word, TokenBuffer output);
}
