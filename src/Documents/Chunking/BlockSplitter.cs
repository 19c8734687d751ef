
namespace SearchEngine.Documents.Chunking;

/// <summary>
/// Splits blocks that are too long at the best boundary of their kind: between sentences, at blank lines, between lines. A part
/// that is still too long is split near its middle.
/// </summary>
internal sealed class BlockSplitter(string text, int limit, ITokenCounter counter)
{
    // No tokenizer averages this many characters per token, so a longer text is too long without counting.
    private const int MaxCharactersPerToken = 32;

    private static readonly FirstPartLength[] ProseSplitters = [Sentences.GetFirstLength];
    private static readonly FirstPartLength[] ListItemSplitters = [GetFirstParagraphLength, Sentences.GetFirstLength];
    private static readonly FirstPartLength[] CodeSplitters = [GetFirstParagraphLength, GetFirstLineLength];

    private readonly List<Piece> _pieces = [];

    private delegate int FirstPartLength(ReadOnlySpan<char> text);

    /// <returns>The pieces in order, each at most <c>limit</c> tokens long.</returns>
    public List<Piece> Split(IReadOnlyList<DocumentBlock> blocks)
    {
        foreach (DocumentBlock block in blocks)
        {
            FirstPartLength[] splitters = block.Kind switch
            {
                BlockKind.Code => CodeSplitters,
                BlockKind.ListItem => ListItemSplitters,
                BlockKind.TableRow => [],
                _ => ProseSplitters,
            };
            Split(block, block.Start, block.End, splitters);
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

    /// <returns>The length up to and including the first blank line.</returns>
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

    /// <returns>The end of the whitespace nearest to the middle, else the middle; never within a surrogate pair.</returns>
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
