using SearchEngine.Index.Vectors.Kernels;

namespace SearchEngine.Index.Tests.Vectors;

public sealed unsafe class DotKernelTests
{
    [Fact]
    public void Avx512_EqualsScalar() => EqualsScalar<Avx512Dot>();

    [Fact]
    public void AvxVnni_EqualsScalar() => EqualsScalar<AvxVnniDot>();

    [Fact]
    public void Avx2_EqualsScalar() => EqualsScalar<Avx2Dot>();

    [Fact]
    public void AdvSimd_EqualsScalar() => EqualsScalar<AdvSimdDot>();

    private static void EqualsScalar<TKernel>() where TKernel : struct, IDotKernel
    {
        if (!TKernel.IsSupported) Assert.Skip($"This machine has no instructions for {typeof(TKernel).Name}.");
        Random random = new(1);
        for (int length = IDotKernel.Width; length <= 4096; length += IDotKernel.Width)
        {
            int limit = Math.Min(short.MaxValue, int.MaxValue / (127 * length));
            Compare<TKernel>(length, _ => ((sbyte)random.Next(-127, 128), (short)random.Next(-limit, limit + 1)));
            Compare<TKernel>(length, _ => (127, (short)limit));
            Compare<TKernel>(length, i => ((sbyte)(i % 2 == 0 ? 127 : -127), (short)(i % 2 == 0 ? -limit : limit)));
        }
    }

    private static void Compare<TKernel>(int length, Func<int, (sbyte, short)> value) where TKernel : struct, IDotKernel
    {
        sbyte[] codes = new sbyte[length];
        short[] query = new short[length];
        long exact = 0;
        for (int i = 0; i < length; i++)
        {
            (codes[i], query[i]) = value(i);
            exact += codes[i] * query[i];
        }
        fixed (sbyte* c = codes)
        fixed (short* q = query)
        {
            Assert.Equal(exact, ScalarDot.Dot(c, q, length));
            Assert.Equal(exact, TKernel.Dot(c, q, length));
        }
    }
}
