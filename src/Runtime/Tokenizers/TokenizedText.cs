namespace SearchEngine.Runtime.Tokenizers;

/// <summary>A text, or a pair of texts, as a model takes it. All arrays are as long as <see cref="Ids"/>.</summary>
public sealed class TokenizedText
{
    internal TokenizedText(int[] ids, int[] typeIds, bool[] specialTokensMask, (int Start, int End)[] offsets, bool truncated) =>
        (Ids, TypeIds, SpecialTokensMask, Offsets, IsTruncated) = (ids, typeIds, specialTokensMask, offsets, truncated);

    /// <summary>Ids of the tokens, special tokens included.</summary>
    public int[] Ids { get; }

    /// <summary>Segment of each token as the model counts them; in BERT 0 for the first text and 1 for the second.</summary>
    public int[] TypeIds { get; }

    /// <summary>True where a token was put around the text and is no part of it.</summary>
    public bool[] SpecialTokensMask { get; }

    /// <summary>
    /// Span of each token in the original text, in UTF-16 units, end exclusive; in a pair, in its own text. (0, 0) for special tokens.
    /// Pieces of one character that normalization took apart share its span.
    /// </summary>
    public (int Start, int End)[] Offsets { get; }

    /// <summary>Whether tokens were left out to keep to the greatest length.</summary>
    public bool IsTruncated { get; }
}
