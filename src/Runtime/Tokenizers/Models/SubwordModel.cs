using Microsoft.ML.Tokenizers;
using SearchEngine.Runtime.Tokenizers.Normalizers;

namespace SearchEngine.Runtime.Tokenizers.Models;

/// <summary>Segments words into tokens of its vocabulary, with their spans in the original.</summary>
internal abstract class SubwordModel
{
    /// <summary>The tokenizer of Microsoft.ML.Tokenizers that does the segmenting; null where we do.</summary>
    public virtual Tokenizer? Library => null;

    /// <summary>One more than the greatest id.</summary>
    public abstract int Size { get; }

    public abstract string? TokenOf(int id);

    public abstract int? IdOf(string token);

    /// <summary>Appends the tokens of a word that stands at <paramref name="offset"/> of the normalized text, with their spans in the original.</summary>
    public abstract void Segment(ReadOnlySpan<char> word, int offset, AlignedText normalized, TokenBuffer output);
}
