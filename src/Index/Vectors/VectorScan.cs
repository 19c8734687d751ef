using SearchEngine.Index.Vectors.Kernels;

namespace SearchEngine.Index.Vectors;

/// <summary>
/// Finds the rows that can be among the best: int8 scores with their error bound for every row, and a threshold that rises as the scan goes on.
/// </summary>
internal static unsafe class VectorScan
{
    /// <summary>Rows between two checks of checksums.</summary>
    private const int BatchSize = 256;

    /// <summary>Scans with the best kernel that this machine has.</summary>
    public static void Scan(LiveSegment live, int segment, QuantizedQuery query, ChunkFilter? filter, Candidates candidates)
    {
        if (Avx512Dot.IsSupported) Scan<Avx512Dot>(live, segment, query, filter, candidates);
        else if (AvxVnniDot.IsSupported) Scan<AvxVnniDot>(live, segment, query, filter, candidates);
        else if (Avx2Dot.IsSupported) Scan<Avx2Dot>(live, segment, query, filter, candidates);
        else if (AdvSimdDot.IsSupported) Scan<AdvSimdDot>(live, segment, query, filter, candidates);
        else Scan<ScalarDot>(live, segment, query, filter, candidates);
    }

    public static void Scan<TKernel>(LiveSegment live, int segment, QuantizedQuery query, ChunkFilter? filter, Candidates candidates)
        where TKernel : struct, IDotKernel
    {
        VectorSegment rows = live.Segment;
        int count = rows.Layout.Count, stride = rows.Layout.Stride;
        float step = query.Step, norm = query.Norm, stepError = query.StepError;
        short* levels = query.Levels;
        for (int first = 0; first < count; first += BatchSize)
        {
            int end = Math.Min(first + BatchSize, count);
            rows.CheckRows(first, end - first);
            sbyte* codes = rows.Codes(first);
            for (int row = first; row < end; row++, codes += stride)
            {
                VectorRow known = rows.Rows[row];
                if (live.IsDeleted(row) || (filter is not null && !filter.Contains(known.ChunkId))) continue;
                float score = known.Scale * (step * TKernel.Dot(codes, levels, stride));
                float error = known.Error * norm + known.Scale * stepError;
                if (score + error >= candidates.Threshold) candidates.Add(segment, row, score - error, score + error);
            }
        }
    }
}
