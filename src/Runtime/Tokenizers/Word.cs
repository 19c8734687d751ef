using SearchEngine.Runtime.Tokenizers.Normalizers;

namespace SearchEngine.Runtime.Tokenizers;

/// <summary>A part of a text that is segmented independently. Its spelling may differ from the original, whose span it knows.</summary>
/// <param name="Text">The text that contains the word.</param>
/// <param name="Start">Start of the word in the text, in UTF-16 units.</param>
/// <param name="Length">Length in UTF-16 units; never 0.</param>
internal readonly record struct Word(AlignedText Text, int Start, int Length)
{
    public ReadOnlySpan<char> Units => Text.Text.Slice(Start, Length);

    /// <summary>Returns the span of the original from which a non-empty span of this word was made.</summary>
    public (int Start, int End) GetOrigin(int start, int end) => Text.GetOrigin(Start + start, Start + end);

    /// <summary>Whether the word starts at the beginning of the original.</summary>
    public bool IsAtOriginalStart => Start == 0 && Text.IsAtOriginalStart;

    /// <summary>Returns a part of this word.</summary>
    public Word Slice(int start, int length) => new(Text, Start + start, length);
}
