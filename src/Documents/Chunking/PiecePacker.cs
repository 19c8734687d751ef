
namespace SearchEngine.Documents.Chunking;

/// <summary>Packs pieces into chunks from first to last by the rules of <see cref="StructureChunker"/>. All sizes are in tokens.</summary>
internal sealed class PiecePacker(List<Piece> pieces, int target, int limit, int tiny)
{
    // Headings down to this level separate topics; a chunk about two topics is a poor match for both.
    private const int MajorLevel = 2;

    private readonly List<(int First, int End, int Tokens)> _chunks = [];

    /// <returns>The range of pieces of each chunk.</returns>
    public List<Range> Pack()
    {
        int first = 0;
        int tokens = 0;
        for (int index = 0; index < pieces.Count; index++)
        {
            while (index > first && ShouldBreakBefore(index, first, tokens))
            {
                int end = SkipBackOverHeadings(first, index);
                int kept = SumTokens(end, index);
                AddChunk(first, end, tokens - kept);
                (first, tokens) = (end, kept);
            }
            tokens += pieces[index].Tokens;
        }
        if (first < pieces.Count) AddChunk(first, pieces.Count, tokens);
        return [.. _chunks.Select(chunk => chunk.First..chunk.End)];
    }

    private bool ShouldBreakBefore(int index, int first, int tokens)
    {
        bool opensMajor = GetMajorSection(index) != GetMajorSection(index - 1);
        int withPiece = tokens + pieces[index].Tokens;

        // A chunk that is too small takes whatever follows, unless it can become the tail of the previous chunk.
        if (tokens < tiny || HasOnlyHeadings(first, index))
            return withPiece > limit || (opensMajor && IsTail(first, index, tokens));
        if (opensMajor) return true;

        bool opensSection = pieces[index].Section != pieces[index - 1].Section;
        return (opensSection ? tokens + CountSectionTokens(index) : withPiece) > target;
    }

    private void AddChunk(int first, int end, int tokens)
    {
        if (IsTail(first, end, tokens))
            _chunks[^1] = (_chunks[^1].First, end, _chunks[^1].Tokens + tokens);
        else
            _chunks.Add((first, end, tokens));
    }

    /// <summary>Whether these pieces should join the previous chunk, as the tail of its section or of the document.</summary>
    private bool IsTail(int first, int end, int tokens) =>
        tokens < tiny && _chunks.Count > 0 && _chunks[^1].Tokens + tokens <= limit
        && (end == pieces.Count || GetMajorSection(first) == GetMajorSection(_chunks[^1].End - 1));

    private bool HasOnlyHeadings(int first, int end)
    {
        while (first < end && pieces[first].Kind == BlockKind.Heading) first++;
        return first == end;
    }

    /// <returns>The index of the first of the headings directly before <paramref name="index"/> that belong to it.</returns>
    private int SkipBackOverHeadings(int first, int index)
    {
        int end = index;
        while (end > first
            && pieces[end - 1].Kind == BlockKind.Heading
            && GetMajorSection(end - 1) == GetMajorSection(index))
        {
            end--;
        }
        return end > first ? end : index;
    }

    private int SumTokens(int from, int end)
    {
        int sum = 0;
        for (int index = from; index < end; index++) sum += pieces[index].Tokens;
        return sum;
    }

    private int CountSectionTokens(int index)
    {
        int end = index;
        while (end < pieces.Count && pieces[end].Section == pieces[index].Section) end++;
        return SumTokens(index, end);
    }

    private Section GetMajorSection(int index)
    {
        Section section = pieces[index].Section;
        while (section.Level > MajorLevel) section = section.Parent!;
        return section;
    }
}
