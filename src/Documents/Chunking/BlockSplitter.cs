
namespace SearchEngine.Documents.Chunking;

/// <summary>
/// Cuts blocks that are too long at the best places their kind has: between sentences, at blank lines, between lines; where one of these
/// parts is still too long, near its middle.
/// </summary>
internal sealed class BlockSplitter(string text, int limit, ITokenCounter counter)
{
    // No model's token is this long on average, so a text longer than this many characters a token need not be counted.
    private const int MaxCharactersPerToken = 32;

    private static readonly FirstPartLength[] ProseSplitters = [Sentences.FirstLength];
    private static readonly FirstPartLength[] ListItemSplitters = [GetFirstParagraphLength, Sentences.FirstLength];
    private static readonly FirstPartLength[] CodeSplitters = [GetFirstParagraphLength, GetFirstLineLength];

    private readonly List<Piece> _pieces = [];

    private delegate int FirstPartLength(ReadOnlySpan<char> text);

    /// <returns>The pieces in order, each at most <c>limit</c> tokens long.</returns>
    public List<Piece> Split(IReadOnlyList<DocumentBlock> blocks)
    {
        foreach (DocumentBlock block in blocks)
        {
            FirstPartLength[] cuts = block.Kind switch
            {
                BlockKind.Code => CodeSplitters,
                BlockKind.ListItem => ListItemSplitters,
                BlockKind.TableRow => [],
                _ => ProseSplitters,
            };
            Split(block, block.Start, block.End, cuts);
        }
        return _pieces;
    }

    private void Split(DocumentBlock block, int start, int end, ReadOnlySpan<FirstPartLength> splitters)
    {
        (start, end) = Whitespace.Trim(text, start, end);
        if (start == end) return;
        if (end - start <= (long)limit * MaxCharactersPerToken)
        {
            int tokens = counter.Count(text.AsSpan(start, end - start));
            if (tokens <= limit || end - start == 1)
            {
                _pieces.Add(new Piece(start, end, tokens, block.Kind, block.Section));
                return;
            }
        }
        if (splitters.IsEmpty)
        {
            int middle = start + FindMiddle(text.AsSpan(start, end - start));
            Split(block, start, middle, splitters);
            Split(block, middle, end, splitters);
            return;
        }
        while (start < end)
        {
            int next = start + splitters[0](text.AsSpan(start, end - start));
            Split(block, start, next, splitters[1..]);
            start = next;
        }
    }

    private static int GetFirstLineLength(ReadOnlySpan<char> text) => text.IndexOf('\n') is >= 0 and int found ? found + 1 : text.Length;

    /// <returns>The length up to the end of the first blank line.</returns>
    private static int GetFirstParagraphLength(ReadOnlySpan<char> text)
    {
        for (int start = 0; start < text.Length;)
        {
            int length = GetFirstLineLength(text[start..]);
            if (start > 0 && text.Slice(start, length).IsWhiteSpace()) return start + length;
            start += length;
        }
        return text.Length;
    }

    /// <returns>Where the blank nearest to the middle ends, else the middle, but never within a surrogate pair.</returns>
    private static int FindMiddle(ReadOnlySpan<char> text)
    {
        int middle = text.Length / 2;
        int before = text[..middle].LastIndexOfAny(" \t\r\n") + 1;
        int after = text[middle..^1].IndexOfAny(" \t\r\n") is >= 0 and int found ? middle + found + 1 : text.Length;
        if (before > 0 && middle - before <= after - middle) return before;
        if (after < text.Length) return after;
        return char.IsLowSurrogate(text[middle]) && middle > 1 ? middle - 1 : middle;
    }
}
