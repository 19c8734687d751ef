
namespace SearchEngine.Documents.Chunking;

/// <summary>
/// Cuts blocks that are too long at the best places their kind has: between sentences, at blank lines, between lines; where one of these
/// parts is still too long, near its middle.
/// </summary>
internal sealed class BlockCutter(string text, int limit, ITokenCounter counter)
{
    // No model's token is this long on average, so a text longer than this many characters a token need not be counted.
    private const int MostLettersPerToken = 32;

    private static readonly FirstLength[] InProse = [Sentences.FirstLength];
    private static readonly FirstLength[] InItems = [FirstParagraph, Sentences.FirstLength];
    private static readonly FirstLength[] InCode = [FirstParagraph, FirstLine];

    private readonly List<Piece> _pieces = [];

    private delegate int FirstLength(ReadOnlySpan<char> text);

    /// <returns>The pieces in order, each at most <c>limit</c> tokens long.</returns>
    public List<Piece> Cut(IReadOnlyList<Block> blocks)
    {
        foreach (Block block in blocks)
        {
            FirstLength[] cuts = block.Kind switch
            {
                BlockKind.Code => InCode,
                BlockKind.ListItem => InItems,
                BlockKind.TableRow => [],
                _ => InProse,
            };
            Cut(block, block.Start, block.End, cuts);
        }
        return _pieces;
    }

    private void Cut(Block block, int start, int end, ReadOnlySpan<FirstLength> cuts)
    {
        (start, end) = Blanks.Trim(text, start, end);
        if (start == end) return;
        if (end - start <= (long)limit * MostLettersPerToken)
        {
            int tokens = counter.Count(text.AsSpan(start, end - start));
            if (tokens <= limit || end - start == 1)
            {
                _pieces.Add(new Piece(start, end, tokens, block.Kind, block.Section));
                return;
            }
        }
        if (cuts.IsEmpty)
        {
            int middle = start + Half(text.AsSpan(start, end - start));
            Cut(block, start, middle, cuts);
            Cut(block, middle, end, cuts);
            return;
        }
        while (start < end)
        {
            int next = start + cuts[0](text.AsSpan(start, end - start));
            Cut(block, start, next, cuts[1..]);
            start = next;
        }
    }

    private static int FirstLine(ReadOnlySpan<char> text) => text.IndexOf('\n') is >= 0 and int found ? found + 1 : text.Length;

    /// <returns>The length up to the end of the first blank line.</returns>
    private static int FirstParagraph(ReadOnlySpan<char> text)
    {
        for (int start = 0; start < text.Length;)
        {
            int length = FirstLine(text[start..]);
            if (start > 0 && text.Slice(start, length).IsWhiteSpace()) return start + length;
            start += length;
        }
        return text.Length;
    }

    /// <returns>Where the blank nearest to the middle ends, else the middle, but never within a surrogate pair.</returns>
    private static int Half(ReadOnlySpan<char> text)
    {
        int middle = text.Length / 2;
        int before = text[..middle].LastIndexOfAny(" \t\r\n") + 1;
        int after = text[middle..^1].IndexOfAny(" \t\r\n") is >= 0 and int found ? middle + found + 1 : text.Length;
        if (before > 0 && middle - before <= after - middle) return before;
        if (after < text.Length) return after;
        return char.IsLowSurrogate(text[middle]) && middle > 1 ? middle - 1 : middle;
    }
}
