using System.Runtime.Intrinsics;
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
        sbyte[] codes = new sbyte[4 * length];
        short[] query = new short[length];
        for (int i = 0; i < codes.Length; i++) (codes[i], query[i % length]) = value(i % length);
        long[] exact = [.. Enumerable.Range(0, 4).Select(Product)];
        fixed (sbyte* c = codes)
        fixed (short* q = query)
        {
            // Out of order and one row twice, since the rows that a filter allows may be anywhere.
            long[] expected = [exact[2], exact[0], exact[3], exact[3]];
            Assert.Equal(expected, Products<ScalarDot>(c, q, length));
            Assert.Equal(expected, Products<TKernel>(c, q, length));
        }

        long Product(int row) => Enumerable.Range(0, length).Sum(i => (long)codes[row * length + i] * query[i]);
    }

    private static long[] Products<TKernel>(sbyte* codes, short* query, int length) where TKernel : struct, IDotKernel
    {
        Vector128<int> products = TKernel.Dot(codes + 2 * length, codes, codes + 3 * length, codes + 3 * length, query, length);
        return [products[0], products[1], products[2], products[3]];
    }
}
