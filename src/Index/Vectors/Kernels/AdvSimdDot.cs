using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;

namespace SearchEngine.Index.Vectors.Kernels;

/// <summary>ARM64 NEON (SMLAL). Untested until it runs on such a machine; the tests run it there.</summary>
internal readonly unsafe struct AdvSimdDot : IDotKernel
{
    public static bool IsSupported => AdvSimd.Arm64.IsSupported;

    public static int Dot(sbyte* codes, short* query, int length)
    {
        Vector128<int> even = Vector128<int>.Zero, odd = Vector128<int>.Zero;
        for (int i = 0; i < length; i += 8)
        {
            Vector128<short> wide = AdvSimd.SignExtendWideningLower(Vector64.Load(codes + i));
            Vector128<short> levels = Vector128.Load(query + i);
            even = AdvSimd.MultiplyWideningLowerAndAdd(even, wide.GetLower(), levels.GetLower());
            odd = AdvSimd.MultiplyWideningUpperAndAdd(odd, wide, levels);
        }
        return Vector128.Sum(even + odd);
    }
}
