using System.Numerics;
using System.Runtime.Intrinsics;
using SearchEngine.Index.Contracts;
using SearchEngine.Index.Vectors.Kernels;

namespace SearchEngine.Index.Vectors;

/// <summary>
/// Finds the rows that may be among the best: computes an int8 score with an error bound for every selected row, and raises the
/// threshold as the scan goes on.
/// </summary>
internal static unsafe class VectorScan
{
    /// <summary>The number of rows that are selected and verified at a time.</summary>
    public const int BatchSize = 1024;

    private const int GroupSize = 4;

    /// <summary>
    /// The number of rows that all queries are compared with before the next ones, so that their codes stay in the fastest cache.
    /// </summary>
    private const int TileSize = 32;

    /// <summary>Scans rows with the best kernel that this machine supports.</summary>
    /// <param name="live">The segment.</param>
    /// <param name="segment">The position of the segment in the snapshot.</param>
    /// <param name="first">The first row.</param>
    /// <param name="end">The row after the last.</param>
    /// <param name="queries">The queries.</param>
    /// <param name="filter">The chunks to search; null for all.</param>
    /// <param name="candidates">Receives the candidates of each query.</param>
    public static void Scan(
        LiveSegment live,
        int segment,
        int first,
        int end,
        QuantizedQuery[] queries,
        ChunkFilter? filter,
        CandidateSet[] candidates)
    {
        if (Avx512Dot.IsSupported) Scan<Avx512Dot>(live, segment, first, end, queries, filter, candidates);
        else if (AvxVnniDot.IsSupported) Scan<AvxVnniDot>(live, segment, first, end, queries, filter, candidates);
        else if (Avx2Dot.IsSupported) Scan<Avx2Dot>(live, segment, first, end, queries, filter, candidates);
        else if (AdvSimdDot.IsSupported) Scan<AdvSimdDot>(live, segment, first, end, queries, filter, candidates);
        else Scan<ScalarDot>(live, segment, first, end, queries, filter, candidates);
    }

    /// <inheritdoc cref="Scan(LiveSegment, int, int, int, QuantizedQuery[], ChunkFilter?, CandidateSet[])"/>
    public static void Scan<TKernel>(
        LiveSegment live,
        int segment,
        int first,
        int end,
        QuantizedQuery[] queries,
        ChunkFilter? filter,
        CandidateSet[] candidates)
        where TKernel : struct, IDotKernel
    {
        VectorSegment rows = live.Segment;
        int* selected = stackalloc int[BatchSize + TileSize];
        int start = RowSelector.SkipToMatch(rows, first, end, filter);
        while (start < end)
        {
            int count = RowSelector.Select(live, start, Math.Min(start + BatchSize, end), filter, new Span<int>(selected, BatchSize));
            start = RowSelector.SkipToMatch(rows, start + BatchSize, end, filter);
            if (count == 0) continue;

            // Repeats the last row to fill the last group of four, and as the rows to prefetch after the last tile.
            new Span<int>(selected + count, TileSize).Fill(selected[count - 1]);
            foreach (CandidateSet set in candidates) set.SyncThreshold();
            for (int tile = 0; tile < count; tile += TileSize)
            {
                int rowCount = Math.Min(TileSize, count - tile);
                bool hasNextTile = count - tile > TileSize;
                for (int i = 0; i < queries.Length; i++)
                {
                    bool prefetch = i == 0 && hasNextTile;
                    ScoreTile<TKernel>(rows, segment, selected + tile, rowCount, queries[i], candidates[i], prefetch);
                }
            }
        }
    }

    /// <summary>
    /// Scores the rows of a tile in groups of four, and meanwhile prefetches the next tile if no query has done so.
    /// </summary>
    private static void ScoreTile<TKernel>(
        VectorSegment rows,
        int segment,
        int* selected,
        int count,
        QuantizedQuery query,
        CandidateSet candidates,
        bool prefetch)
        where TKernel : struct, IDotKernel
    {
        int stride = rows.Layout.Stride;
        short* levels = query.Levels;
        sbyte* codes = rows.GetCodes(0);
        VectorRow* data = rows.Rows;
        for (int i = 0; i < count; i += GroupSize)
        {
            int* row = selected + i;
            for (int next = TileSize; prefetch && next < TileSize + GroupSize; next++) rows.Prefetch(row[next]);
            Vector128<int> products = TKernel.Dot(
                codes + (long)row[0] * stride,
                codes + (long)row[1] * stride,
                codes + (long)row[2] * stride,
                codes + (long)row[3] * stride,
                levels,
                stride);
            Vector128<float> scales = Vector128.Create(data[row[0]].Scale, data[row[1]].Scale, data[row[2]].Scale, data[row[3]].Scale);
            Vector128<float> errors = Vector128.Create(
                data[row[0]].ErrorBound,
                data[row[1]].ErrorBound,
                data[row[2]].ErrorBound,
                data[row[3]].ErrorBound);
            Vector128<float> scores = scales * (query.Step * Vector128.ConvertToSingle(products));
            Vector128<float> bounds = errors * query.Norm + scales * query.StepError;
            Vector128<float> threshold = Vector128.Create(candidates.Threshold);
            uint promising = Vector128.GreaterThanOrEqual(scores + bounds, threshold).ExtractMostSignificantBits();
            if (count - i < GroupSize) promising &= (1u << (count - i)) - 1;
            for (; promising != 0; promising &= promising - 1)
            {
                int lane = BitOperations.TrailingZeroCount(promising);
                candidates.Add(segment, row[lane], (scores - bounds)[lane], (scores + bounds)[lane]);
            }
        }
    }
}
