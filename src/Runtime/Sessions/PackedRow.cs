namespace SearchEngine.Runtime.Sessions;

/// <summary>Several texts in one row, one after another without padding, as graphs for CUDA read them (<see cref="Graphs.EncoderOutput.PackedEmbeddings"/>).</summary>
public sealed class PackedRow
{
    /// <summary>Attention with a bias has a kernel that does not pad, but for such widths only.</summary>
    public const int WidthMultiple = 8;

    private PackedRow(long tokens, int[] bounds, int width)
    {
        (Tokens, Positions, Segments) = (new long[tokens], new long[tokens], new long[tokens]);
        (CumulativeLengths, TokenOffset, Width) = (bounds, new int[(bounds.Length - 1) * width], width);
    }

    /// <summary>Token ids of all texts, in order.</summary>
    public long[] Tokens { get; }

    /// <summary>Position of each token: they start anew with each text.</summary>
    public long[] Positions { get; }

    /// <summary>Segment of each token.</summary>
    public long[] Segments { get; }

    /// <summary>Where each text begins in the row, and at last where the row ends: one more than there are texts.</summary>
    public int[] CumulativeLengths { get; }

    /// <summary>
    /// Were each text padded to <see cref="Width"/>, the place of each token in that grid [texts, width], counted row by row; tokens first, in order, and then
    /// the padding.
    /// </summary>
    public int[] TokenOffset { get; }

    /// <summary>The longest text, rounded up to a multiple of <see cref="WidthMultiple"/>.</summary>
    public int Width { get; }

    /// <summary>How many texts the row holds.</summary>
    public int TextCount => CumulativeLengths.Length - 1;

    /// <summary>Packs texts of one token at least.</summary>
    /// <param name="texts">Token ids of each text, special tokens and all.</param>
    /// <param name="firstPosition">Position of a text's first token.</param>
    /// <param name="segments">Segment of each token of each text; left out where all of them are the first.</param>
    /// <exception cref="ArgumentException">A text has no tokens, or there are no texts, or not a segment for each token.</exception>
    public static PackedRow Create(ReadOnlySpan<int[]> texts, int firstPosition, ReadOnlySpan<int[]> segments = default)
    {
        PackedRow row = Allocate(texts);
        for (int text = 0, padding = row.Tokens.Length; text < texts.Length; text++)
        {
            int start = row.CumulativeLengths[text], length = texts[text].Length, place = text * row.Width;
            for (int i = 0; i < length; i++)
                (row.Tokens[start + i], row.Positions[start + i], row.TokenOffset[start + i]) = (texts[text][i], firstPosition + i, place + i);
            for (int i = length; i < row.Width; i++) row.TokenOffset[padding++] = place + i;
        }
        if (!segments.IsEmpty) row.FillSegments(segments);
        return row;
    }

    /// <summary>An empty row that these texts fill.</summary>
    private static PackedRow Allocate(ReadOnlySpan<int[]> texts)
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
        return new PackedRow(bounds[^1], bounds, (longest + WidthMultiple - 1) / WidthMultiple * WidthMultiple);
    }

    private void FillSegments(ReadOnlySpan<int[]> segments)
    {
        if (segments.Length != TextCount) throw new ArgumentException($"the row has {TextCount} texts, but segments of {segments.Length}", nameof(segments));
        for (int text = 0; text < TextCount; text++)
        {
            int start = CumulativeLengths[text], length = CumulativeLengths[text + 1] - start;
            if (segments[text].Length != length) throw new ArgumentException($"text {text} of the row has {length} tokens, but {segments[text].Length} segments", nameof(segments));
            for (int i = 0; i < length; i++) Segments[start + i] = segments[text][i];
        }
    }
}
