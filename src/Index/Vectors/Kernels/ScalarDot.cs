using System.Runtime.Intrinsics;

namespace SearchEngine.Index.Vectors.Kernels;

/// <summary>The reference implementation, for machines without the others and for their tests.</summary>
internal readonly unsafe struct ScalarDot : IDotKernel
{
    public static bool IsSupported => true;

    public static Vector128<int> Dot(sbyte* a, sbyte* b, sbyte* c, sbyte* d, short* query, int length) =>
        Vector128.Create(Dot(a, query, length), Dot(b, query, length), Dot(c, query, length), Dot(d, query, length));

    private static int Dot(sbyte* codes, short* query, int length)
    {
        int sum = 0;
        for (int i = 0; i < length; i++) sum += codes[i] * query[i];
        return sum;
    }
}
