using SearchEngine.Index.Contracts;
using SearchEngine.Index.Files;
using SearchEngine.Index.Vectors;
using SearchEngine.Index.Vectors.Kernels;
using SearchEngine.Tests;

namespace SearchEngine.Index.Tests.Vectors;

public sealed class VectorScanTests
{
    [Fact]
    public void Avx512_FindsTheSameCandidatesAsScalar() => AssertSameAsScalar<Avx512Dot>();

    [Fact]
    public void AvxVnni_FindsTheSameCandidatesAsScalar() => AssertSameAsScalar<AvxVnniDot>();

    [Fact]
    public void Avx2_FindsTheSameCandidatesAsScalar() => AssertSameAsScalar<Avx2Dot>();

    [Fact]
    public void AdvSimd_FindsTheSameCandidatesAsScalar() => AssertSameAsScalar<AdvSimdDot>();

    private static void AssertSameAsScalar<TKernel>() where TKernel : struct, IDotKernel
    {
        if (!TKernel.IsSupported) Assert.Skip($"This machine has no instructions for {typeof(TKernel).Name}.");
        using TemporaryFolder folder = new();
        IEnumerable<ChunkVector> rows = Enumerable.Range(0, 700).Select(i => new ChunkVector(i, Samples.Vector(i, 100)));
        VectorSegment segment = SegmentWriter.Write(DiskFiles.Instance, folder["s"], new ChunkVectors(100, 700, rows));
        LiveSegment live = new(segment, null);
        float[] query = Samples.Vector(-1, 100);
        using QuantizedQuery quantized = new(query, segment.Layout.Stride);
        CandidateSet scalar = new(10, new ScoreBound()), vector = new(10, new ScoreBound());
        VectorScan.Scan<ScalarDot>(live, 0, 0, 700, [quantized], null, [scalar]);
        VectorScan.Scan<TKernel>(live, 0, 0, 700, [quantized], null, [vector]);
        Assert.Equal((scalar.Count, scalar.Threshold), (vector.Count, vector.Threshold));
        Assert.Equal(scalar.Rescore([live], query), vector.Rescore([live], query));
        segment.Release();
    }
}
