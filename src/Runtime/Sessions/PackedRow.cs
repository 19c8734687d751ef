namespace SearchEngine.Runtime.Sessions;

/// <summary>
/// Several texts packed in one row without padding, the input of graphs for CUDA
/// (<see cref="Graphs.Encoders.EncoderOutput.PackedEmbeddings"/>).
/// </summary>
internal sealed class PackedRow
{
    /// <summary>The attention kernel that supports a bias without padding requires widths of this multiple.</summary>
    public const int WidthMultiple = 8;

    private PackedRow(long tokens, int[] bounds, int width)
    {
        (Tokens, Positions, Segments) = (new long[tokens], new long[tokens], new long[tokens]);
        (CumulativeLengths, TokenOffset, Width) = (bounds, new int[(bounds.Length - 1) * width], width);
    }

    /// <summary>Token ids of all texts, in order.</summary>
    public long[] Tokens { get; }

    /// <summary>Position of each token; positions restart with each text.</summary>
    public long[] Positions { get; }

    /// <summary>Segment of each token.</summary>
    public long[] Segments { get; }

    /// <summary>Start of each text in the row, then the end of the row: one element more than there are texts.</summary>
    public int[] CumulativeLengths { get; }

    /// <summary>
    /// In the grid [texts, width] of the texts padded to <see cref="Width"/>, the row-major index of each token: first all tokens in order,
    /// then the padding.
    /// </summary>
    public int[] TokenOffset { get; }

    /// <summary>Length of the longest text, rounded up to a multiple of <see cref="WidthMultiple"/>.</summary>
    public int Width { get; }

    /// <summary>Number of texts in the row.</summary>
    public int TextCount => CumulativeLengths.Length - 1;

    /// <summary>Packs texts of at least one token each.</summary>
    /// <param name="texts">Token ids of each text, including special tokens.</param>
    /// <param name="firstPosition">Position of a text's first token.</param>
    /// <param name="segments">Segment of each token of each text; omit it if all tokens are in the first segment.</param>
    /// <exception cref="ArgumentException">There are no texts, a text is empty, or the segments do not match the tokens.</exception>
    public static PackedRow Create(ReadOnlySpan<int[]> texts, int firstPosition, ReadOnlySpan<int[]> segments = default)
    {
        PackedRow row = Allocate(texts);
        for (int text = 0, padding = row.Tokens.Length; text < texts.Length; text++)
        {
            int start = row.CumulativeLengths[text], length = texts[text].Length, gridStart = text * row.Width;
            for (int i = 0; i < length; i++)
            {
                row.Tokens[start + i] = texts[text][i];
                row.Positions[start + i] = firstPosition + i;
                row.TokenOffset[start + i] = gridStart + i;
            }
            for (int i = length; i < row.Width; i++) row.TokenOffset[padding++] = gridStart + i;
        }
        if (!segments.IsEmpty) row.FillSegments(segments);
        return row;
    }

    /// <summary>Creates an empty row with room for these texts.</summary>
    private static PackedRow Allocate(ReadOnlySpan<int[]> texts)
    {
        if (texts.IsEmpty) throw new ArgumentException("a row must contain at least one text", nameof(texts));
        int[] bounds = new int[texts.Length + 1];
        int maxLength = 0;
        for (int text = 0; text < texts.Length; text++)
        {
            if (texts[text].Length == 0) throw new ArgumentException($"text {text} of the row has no tokens", nameof(texts));
            bounds[text + 1] = bounds[text] + texts[text].Length;
            maxLength = Math.Max(maxLength, texts[text].Length);
        }
        return new PackedRow(bounds[^1], bounds, (maxLength + WidthMultiple - 1) / WidthMultiple * WidthMultiple);
    }

    private void FillSegments(ReadOnlySpan<int[]> segments)
    {
        if (segments.Length != TextCount)
            throw new ArgumentException($"the row has {TextCount} texts, but {segments.Length} lists of segments", nameof(segments));
        for (int text = 0; text < TextCount; text++)
        {
            int start = CumulativeLengths[text], length = CumulativeLengths[text + 1] - start;
            if (segments[text].Length != length)
            {
                throw new ArgumentException(
                    $"text {text} of the row has {length} tokens, but {segments[text].Length} segments", nameof(segments));
            }
            for (int i = 0; i < length; i++) Segments[start + i] = segments[text][i];
        }
    }
}
