using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SearchEngine.Index.Vectors.Kernels;

/// <summary>AVX-VNNI: as AVX2, with the addition inside the multiplication (VPDPWSSD).</summary>
internal readonly unsafe struct AvxVnniDot : IDotKernel
{
    public static bool IsSupported => AvxVnni.IsSupported;

    public static int Dot(sbyte* codes, short* query, int length)
    {
        Vector256<int> even = Vector256<int>.Zero, odd = Vector256<int>.Zero;
        for (int i = 0; i < length; i += 32)
        {
            even = AvxVnni.MultiplyWideningAndAdd(even, Avx2.ConvertToVector256Int16(Vector128.Load(codes + i)), Vector256.Load(query + i));
            odd = AvxVnni.MultiplyWideningAndAdd(odd, Avx2.ConvertToVector256Int16(Vector128.Load(codes + i + 16)), Vector256.Load(query + i + 16));
        }
        return Vector256.Sum(even + odd);
    }
}
