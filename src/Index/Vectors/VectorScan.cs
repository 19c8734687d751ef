using System.Numerics;
using System.Runtime.Intrinsics;
using SearchEngine.Index.Contracts;
using SearchEngine.Index.Vectors.Kernels;

namespace SearchEngine.Index.Vectors;

/// <summary>
/// Finds the rows that can be among the best: int8 scores with their error bound for every row that may be found, and a threshold that rises as the
/// scan goes on.
/// </summary>
internal static unsafe class VectorScan
{
    /// <summary>Rows that are chosen, and their checksums looked at, at a time.</summary>
    public const int BatchSize = 1024;

    private const int GroupSize = 4;

    /// <summary>Rows that all queries are compared with before the next: their codes stay in the fastest cache.</summary>
    private const int TileSize = 32;

    /// <summary>Scans rows from <paramref name="first"/> to <paramref name="end"/>, exclusive, with the best kernel that this machine has.</summary>
    /// <param name="live">The segment.</param>
    /// <param name="segment">Its position in the snapshot.</param>
    /// <param name="first">The first row.</param>
    /// <param name="end">The row after the last.</param>
    /// <param name="queries">What to look for.</param>
    /// <param name="filter">Only these chunks; null for all.</param>
    /// <param name="candidates">Take what is found, one a query.</param>
    public static void Scan(LiveSegment live, int segment, int first, int end, QuantizedQuery[] queries, ChunkFilter? filter, CandidateSet[] candidates)
    {
        if (Avx512Dot.IsSupported) Scan<Avx512Dot>(live, segment, first, end, queries, filter, candidates);
        else if (AvxVnniDot.IsSupported) Scan<AvxVnniDot>(live, segment, first, end, queries, filter, candidates);
        else if (Avx2Dot.IsSupported) Scan<Avx2Dot>(live, segment, first, end, queries, filter, candidates);
        else if (AdvSimdDot.IsSupported) Scan<AdvSimdDot>(live, segment, first, end, queries, filter, candidates);
        else Scan<ScalarDot>(live, segment, first, end, queries, filter, candidates);
    }

    public static void Scan<TKernel>(LiveSegment live, int segment, int first, int end, QuantizedQuery[] queries, ChunkFilter? filter, CandidateSet[] candidates)
        where TKernel : struct, IDotKernel
    {
        int* chosen = stackalloc int[BatchSize + TileSize];
        for (int start = RowSelector.SkipToMatch(live.Segment, first, end, filter); start < end; start = RowSelector.SkipToMatch(live.Segment, start + BatchSize, end, filter))
        {
            int count = RowSelector.Select(live, start, Math.Min(start + BatchSize, end), filter, new Span<int>(chosen, BatchSize));
            if (count == 0) continue;

            // The last row stands often enough to make the last group whole, and to be what lies ahead of the last tile.
            new Span<int>(chosen + count, TileSize).Fill(chosen[count - 1]);
            foreach (CandidateSet found in candidates) found.SyncThreshold();
            for (int tile = 0; tile < count; tile += TileSize)
            {
                for (int i = 0; i < queries.Length; i++)
                    ScoreTile<TKernel>(live.Segment, segment, chosen + tile, Math.Min(TileSize, count - tile), queries[i], candidates[i], prefetch: i == 0 && count - tile > TileSize);
            }
        }
    }

    /// <summary>Scores the rows of a tile by fours, and meanwhile loads the next tile's if nobody has.</summary>
    private static void ScoreTile<TKernel>(VectorSegment rows, int segment, int* selected, int count, QuantizedQuery query, CandidateSet candidates, bool prefetch)
        where TKernel : struct, IDotKernel
    {
        int stride = rows.Layout.Stride;
        short* levels = query.Levels;
        sbyte* codes = rows.GetCodes(0);
        VectorRow* known = rows.Rows;
        for (int i = 0; i < count; i += GroupSize)
        {
            int* row = selected + i;
            for (int next = TileSize; prefetch && next < TileSize + GroupSize; next++) rows.Prefetch(row[next]);
            Vector128<int> products = TKernel.Dot(codes + (long)row[0] * stride, codes + (long)row[1] * stride, codes + (long)row[2] * stride, codes + (long)row[3] * stride, levels, stride);
            Vector128<float> scales = Vector128.Create(known[row[0]].Scale, known[row[1]].Scale, known[row[2]].Scale, known[row[3]].Scale);
            Vector128<float> errors = Vector128.Create(known[row[0]].ErrorBound, known[row[1]].ErrorBound, known[row[2]].ErrorBound, known[row[3]].ErrorBound);
            Vector128<float> scores = scales * (query.Step * Vector128.ConvertToSingle(products)), off = errors * query.Norm + scales * query.StepError;
            uint promising = Vector128.GreaterThanOrEqual(scores + off, Vector128.Create(candidates.Threshold)).ExtractMostSignificantBits();
            if (count - i < GroupSize) promising &= (1u << (count - i)) - 1;
            for (; promising != 0; promising &= promising - 1)
            {
                int lane = BitOperations.TrailingZeroCount(promising);
                candidates.Add(segment, row[lane], (scores - off)[lane], (scores + off)[lane]);
            }
        }
    }
}
