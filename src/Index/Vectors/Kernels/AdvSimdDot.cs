using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;

namespace SearchEngine.Index.Vectors.Kernels;

/// <summary>ARM64 NEON (SMLAL). The tests run it only on such a machine, which has not happened yet.</summary>
internal readonly unsafe struct AdvSimdDot : IDotKernel
{
    public static bool IsSupported => AdvSimd.Arm64.IsSupported;

    public static Vector128<int> Dot(sbyte* a, sbyte* b, sbyte* c, sbyte* d, short* query, int length)
    {
        Vector128<int> w = Vector128<int>.Zero, x = w, y = w, z = w;
        for (int i = 0; i < length; i += 8)
        {
            Vector128<short> levels = Vector128.Load(query + i);
            w = Add(w, a + i, levels);
            x = Add(x, b + i, levels);
            y = Add(y, c + i, levels);
            z = Add(z, d + i, levels);
        }
        return AdvSimd.Arm64.AddPairwise(AdvSimd.Arm64.AddPairwise(w, x), AdvSimd.Arm64.AddPairwise(y, z));
    }

    private static Vector128<int> Add(Vector128<int> sums, sbyte* codes, Vector128<short> levels)
    {
        Vector128<short> wide = AdvSimd.SignExtendWideningLower(Vector64.Load(codes));
        Vector128<int> lower = AdvSimd.MultiplyWideningLowerAndAdd(sums, wide.GetLower(), levels.GetLower());
        return AdvSimd.MultiplyWideningUpperAndAdd(lower, wide, levels);
    }
}
