using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SearchEngine.Index.Vectors.Kernels;

/// <summary>AVX-512BW: widens 32 codes at a time, multiplies them and adds pairs.</summary>
internal readonly unsafe struct Avx512Dot : IDotKernel
{
    public static bool IsSupported => Avx512BW.IsSupported;

    public static Vector128<int> Dot(sbyte* a, sbyte* b, sbyte* c, sbyte* d, short* query, int length)
    {
        Vector512<int> w = Vector512<int>.Zero, x = w, y = w, z = w;
        for (int i = 0; i < length; i += 32)
        {
            Vector512<short> levels = Vector512.Load(query + i);
            w += Avx512BW.MultiplyAddAdjacent(Avx512BW.ConvertToVector512Int16(Vector256.Load(a + i)), levels);
            x += Avx512BW.MultiplyAddAdjacent(Avx512BW.ConvertToVector512Int16(Vector256.Load(b + i)), levels);
            y += Avx512BW.MultiplyAddAdjacent(Avx512BW.ConvertToVector512Int16(Vector256.Load(c + i)), levels);
            z += Avx512BW.MultiplyAddAdjacent(Avx512BW.ConvertToVector512Int16(Vector256.Load(d + i)), levels);
        }
        return Avx2Dot.SumEach(AddHalves(w), AddHalves(x), AddHalves(y), AddHalves(z));
    }

    private static Vector256<int> AddHalves(Vector512<int> sums) => sums.GetLower() + sums.GetUpper();
}
