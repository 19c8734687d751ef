using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SearchEngine.Index.Vectors.Kernels;

/// <summary>AVX-512BW: 32 codes widened, multiplied and added in pairs by an instruction each.</summary>
internal readonly unsafe struct Avx512Dot : IDotKernel
{
    public static bool IsSupported => Avx512BW.IsSupported;

    public static int Dot(sbyte* codes, short* query, int length)
    {
        Vector512<int> even = Vector512<int>.Zero, odd = Vector512<int>.Zero;
        for (int i = 0; i < length; i += IDotKernel.Width)
        {
            even += Avx512BW.MultiplyAddAdjacent(Avx512BW.ConvertToVector512Int16(Vector256.Load(codes + i)), Vector512.Load(query + i));
            odd += Avx512BW.MultiplyAddAdjacent(Avx512BW.ConvertToVector512Int16(Vector256.Load(codes + i + 32)), Vector512.Load(query + i + 32));
        }
        return Vector512.Sum(even + odd);
    }
}
