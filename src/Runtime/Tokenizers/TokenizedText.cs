namespace SearchEngine.Runtime.Tokenizers;

/// <summary>A text, or a pair of texts, as the input of a model. All arrays have the length of <see cref="Ids"/>.</summary>
public sealed class TokenizedText
{
    internal TokenizedText(int[] ids, int[] typeIds, bool[] specialTokensMask, (int Start, int End)[] offsets, bool truncated) =>
        (Ids, TypeIds, SpecialTokensMask, Offsets, IsTruncated) = (ids, typeIds, specialTokensMask, offsets, truncated);

    /// <summary>Ids of the tokens, including special tokens.</summary>
    public int[] Ids { get; }

    /// <summary>Segment of each token; in BERT 0 for the first text and 1 for the second.</summary>
    public int[] TypeIds { get; }

    /// <summary>True for special tokens that were added to the text.</summary>
    public bool[] SpecialTokensMask { get; }

    /// <summary>
    /// Span of each token in its original text, in UTF-16 units, end exclusive; (0, 0) for special tokens. Parts of a character that
    /// normalization decomposed share its span.
    /// </summary>
    public (int Start, int End)[] Offsets { get; }

    /// <summary>Whether tokens were removed to meet the maximum length.</summary>
    public bool IsTruncated { get; }
}
