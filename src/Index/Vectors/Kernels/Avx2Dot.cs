using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SearchEngine.Index.Vectors.Kernels;

/// <summary>AVX2: 16 codes at a time.</summary>
internal readonly unsafe struct Avx2Dot : IDotKernel
{
    public static bool IsSupported => Avx2.IsSupported;

    public static int Dot(sbyte* codes, short* query, int length)
    {
        Vector256<int> even = Vector256<int>.Zero, odd = Vector256<int>.Zero;
        for (int i = 0; i < length; i += 32)
        {
            even += Avx2.MultiplyAddAdjacent(Avx2.ConvertToVector256Int16(Vector128.Load(codes + i)), Vector256.Load(query + i));
            odd += Avx2.MultiplyAddAdjacent(Avx2.ConvertToVector256Int16(Vector128.Load(codes + i + 16)), Vector256.Load(query + i + 16));
        }
        return Vector256.Sum(even + odd);
    }
}
