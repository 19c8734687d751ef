using Microsoft.ML.Tokenizers;

namespace SearchEngine.Runtime.Tokenizers.Models;

/// <summary>
/// Segments words into tokens of its vocabulary. Uses a model of Microsoft.ML.Tokenizers where it is exact, and adds the spans that it does
/// not report.
/// </summary>
internal abstract class SubwordModel
{
    /// <summary>The library's tokenizer that does the segmentation, or null if none is exact.</summary>
    public abstract Tokenizer? LibraryTokenizer { get; }

    /// <summary>The highest id plus one.</summary>
    public abstract int Size { get; }

    public abstract string? IdToToken(int id);

    public abstract int? TokenToId(ReadOnlySpan<char> token);

    /// <summary>Appends the tokens of a word with their spans in the original text.</summary>
    public abstract void Segment(Word word, TokenBuffer output);
}
