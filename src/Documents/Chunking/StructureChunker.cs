using System.Globalization;
using System.Runtime.InteropServices;

namespace SearchEngine.Documents.Chunking;

/// <summary>
/// Splits a document along its structure. Blocks are packed up to the target size; a chunk does not cross a heading of level 1
/// or 2 unless the text before it is tiny, and crosses a deeper heading only if that section fits completely. Headings stay with
/// the text that follows; a block is split only if it is too long by itself; a tail smaller than a quarter of the target joins
/// its neighbour.
/// </summary>
public sealed class StructureChunker : IChunker
{
    private readonly int _target;
    private readonly int _limit;
    private readonly ITokenCounter _counter;

    /// <summary>Creates a chunker; sizes are in tokens of <paramref name="counter"/>.</summary>
    /// <param name="target">The size up to which blocks are packed.</param>
    /// <param name="limit">The maximum size of a chunk, counted as the sum over its blocks.</param>
    /// <param name="counter">Counts tokens; by default they are estimated from the characters.</param>
    /// <exception cref="ArgumentOutOfRangeException">The target is below 8, or the limit below 1.25 times the target.</exception>
    public StructureChunker(int target = 200, int limit = 300, ITokenCounter? counter = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(target, 8);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, target + target / 4);
        _target = target;
        _limit = limit;
        _counter = counter ?? new TokenEstimator();
    }

    /// <inheritdoc/>
    public string Version =>
        string.Create(CultureInfo.InvariantCulture, $"structure-2 target={_target} limit={_limit} tokens={_counter.Name}");

    /// <inheritdoc/>
    public IReadOnlyList<Chunk> Chunk(DocumentText document)
    {
        // The rest of the limit is for the heading above a block, or for the tail after it.
        int reserve = _target / 4;
        List<Piece> pieces = new BlockSplitter(document.Text, _limit - reserve, _counter).Split(document.Blocks);
        List<Range> packed = new PiecePacker(pieces, _target, _limit, tiny: reserve).Pack();

        List<Chunk> chunks = new(packed.Count);
        foreach (Range range in packed)
        {
            ReadOnlySpan<Piece> part = CollectionsMarshal.AsSpan(pieces)[range];
            (int start, int end) = (part[0].Start, part[^1].End);
            int line = document.Lines.GetLineNumber(start);
            string path = MainSection.Find(part).Path;
            string place = document.Places.GetPlace(start);
            chunks.Add(new Chunk(chunks.Count, start, end, line, path, document.Text[start..end]) { Place = place });
        }
        return chunks;
    }
}
