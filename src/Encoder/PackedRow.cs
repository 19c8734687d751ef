namespace SearchEngine.Encoder;

/// <summary>
/// Several texts in one row, one after another without padding, as a graph of packed embeddings reads them
/// (<see cref="Runtime.Graphs.EncoderOutput.PackedEmbeddings"/>).
/// </summary>
/// <param name="Tokens">Token ids of all texts, in order.</param>
/// <param name="Positions">Position of each token: they start anew with each text.</param>
/// <param name="CumulativeLengths">Where each text begins in the row, and at last where the row ends: one more than there are texts.</param>
/// <param name="TokenOffset">
/// Were each text padded to <paramref name="Width"/>, the place of each token in that grid [texts, width], counted row by row; tokens first, in order, and then
/// the padding.
/// </param>
/// <param name="Width">The longest text, rounded up to a multiple of <see cref="WidthMultiple"/>.</param>
internal sealed record PackedRow(long[] Tokens, long[] Positions, int[] CumulativeLengths, int[] TokenOffset, int Width)
{
    /// <summary>Attention with a bias has a kernel that does not pad, but for such widths only.</summary>
    public const int WidthMultiple = 8;

    public int Texts => CumulativeLengths.Length - 1;

    /// <summary>Packs texts of one token at least.</summary>
    /// <param name="texts">Token ids of each text, special tokens and all.</param>
    /// <param name="firstPosition">Position of a text's first token.</param>
    /// <exception cref="ArgumentException">A text has no tokens, or there are no texts.</exception>
    public static PackedRow Of(ReadOnlySpan<int[]> texts, int firstPosition)
    {
        if (texts.IsEmpty) throw new ArgumentException("a row holds one text at least", nameof(texts));
        int[] bounds = new int[texts.Length + 1];
        int longest = 0;
        for (int text = 0; text < texts.Length; text++)
        {
            if (texts[text].Length == 0) throw new ArgumentException($"text {text} of the row has no tokens; a row's texts have one at least", nameof(texts));
            bounds[text + 1] = bounds[text] + texts[text].Length;
            longest = Math.Max(longest, texts[text].Length);
        }

        int width = (longest + WidthMultiple - 1) / WidthMultiple * WidthMultiple;
        long[] tokens = new long[bounds[^1]], positions = new long[tokens.Length];
        int[] offsets = new int[texts.Length * width];
        int at = 0, padding = tokens.Length;
        for (int text = 0; text < texts.Length; text++)
        {
            for (int i = 0; i < width; i++)
            {
                int place = text * width + i;
                if (i >= texts[text].Length)
                {
                    offsets[padding++] = place;
                    continue;
                }
                (tokens[at], positions[at], offsets[at]) = (texts[text][i], firstPosition + i, place);
                at++;
            }
        }
        return new PackedRow(tokens, positions, bounds, offsets, width);
    }
}
