using System.Numerics;

namespace SearchEngine.Index.Vectors;

/// <summary>A segment with its deleted rows.</summary>
/// <param name="Segment">The segment.</param>
/// <param name="Deleted">A bit for each row, or null if no row is deleted.</param>
internal readonly record struct LiveSegment(VectorSegment Segment, ulong[]? Deleted)
{
    public int LiveCount
    {
        get
        {
            int deleted = 0;
            foreach (ulong word in Deleted ?? []) deleted += BitOperations.PopCount(word);
            return Segment.Layout.Count - deleted;
        }
    }

    public bool IsDeleted(int row) => Deleted is not null && (Deleted[row >> 6] >> (row & 63) & 1) != 0;
}
