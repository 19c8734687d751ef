using System.Globalization;
using System.Runtime.InteropServices;

namespace SearchEngine.Documents.Chunking;

/// <summary>
/// Cuts along a document's structure: blocks are packed up to the target; a chunk crosses no heading of level 1 or 2 unless what
/// stands before it is tiny, and begins a deeper section anew unless the section fits in whole; a heading stays with what
/// follows it; a block is cut only when it is too long by itself; a tail smaller than a quarter of the target joins its neighbour.
/// </summary>
public sealed class StructureChunker : IChunker
{
    private readonly int _target;
    private readonly int _limit;
    private readonly ITokenCounter _counter;

    /// <summary>Sets the sizes, in tokens of <paramref name="counter"/> (<see cref="TokenEstimator"/> without one).</summary>
    /// <param name="target">What blocks are packed up to.</param>
    /// <param name="limit">What no chunk exceeds, counted as the sum over its blocks.</param>
    /// <param name="counter">How tokens are counted.</param>
    /// <exception cref="ArgumentOutOfRangeException">The target is below 8, or the limit below one and a quarter of the target.</exception>
    public StructureChunker(int target = 200, int limit = 300, ITokenCounter? counter = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(target, 8);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, target + target / 4);
        _target = target;
        _limit = limit;
        _counter = counter ?? new TokenEstimator();
    }

    /// <inheritdoc/>
    public string Version => string.Create(CultureInfo.InvariantCulture, $"structure-2 target={_target} limit={_limit} tokens={_counter.Name}");

    /// <inheritdoc/>
    public IReadOnlyList<Chunk> Chunk(DocumentText document)
    {
        // What is left of the limit is for the heading above a block, or for the tail behind it.
        int reserve = _target / 4;
        List<Piece> pieces = new BlockSplitter(document.Text, _limit - reserve, _counter).Split(document.Blocks);
        List<Range> packed = new PiecePacker(pieces, _target, _limit, tiny: reserve).Pack();

        List<Chunk> chunks = new(packed.Count);
        foreach (Range range in packed)
        {
            ReadOnlySpan<Piece> part = CollectionsMarshal.AsSpan(pieces)[range];
            (int start, int end) = (part[0].Start, part[^1].End);
            chunks.Add(new Chunk(
                chunks.Count, start, end, document.Lines.GetLineNumber(start), MainSection.Find(part).Path, document.Text[start..end]) { Place = document.Places.GetPlace(start) });
        }
        return chunks;
    }
}
