using SearchEngine.Runtime.Tokenizers.Normalizers;

namespace SearchEngine.Runtime.Tokenizers;

/// <summary>A part of a text that is segmented by itself. It may be spelled as the model wants it; it knows where in the original it lies.</summary>
/// <param name="Text">The text that holds it.</param>
/// <param name="Start">Where it begins there, in UTF-16 units.</param>
/// <param name="Length">How many units long it is; never 0.</param>
internal readonly record struct Word(AlignedText Text, int Start, int Length)
{
    public ReadOnlySpan<char> Units => Text.Text.Slice(Start, Length);

    /// <summary>The span of the original that gave rise to a span of this word, which must not be empty.</summary>
    public (int Start, int End) GetOrigin(int start, int end) => Text.GetOrigin(Start + start, Start + end);

    /// <summary>Whether nothing of the original stands before this word.</summary>
    public bool IsAtOriginalStart => Start == 0 && Text.IsAtOriginalStart;

    /// <summary>A part of this word.</summary>
    public Word Slice(int start, int length) => new(Text, Start + start, length);
}
