using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SearchEngine.Index.Vectors.Kernels;

/// <summary>AVX2: widens 16 codes at a time, multiplies them and adds pairs.</summary>
internal readonly unsafe struct Avx2Dot : IDotKernel
{
    public static bool IsSupported => Avx2.IsSupported;

    public static Vector128<int> Dot(sbyte* a, sbyte* b, sbyte* c, sbyte* d, short* query, int length)
    {
        Vector256<int> w = Vector256<int>.Zero, x = w, y = w, z = w;
        for (int i = 0; i < length; i += 16)
        {
            Vector256<short> levels = Vector256.Load(query + i);
            w += Avx2.MultiplyAddAdjacent(Avx2.ConvertToVector256Int16(a + i), levels);
            x += Avx2.MultiplyAddAdjacent(Avx2.ConvertToVector256Int16(b + i), levels);
            y += Avx2.MultiplyAddAdjacent(Avx2.ConvertToVector256Int16(c + i), levels);
            z += Avx2.MultiplyAddAdjacent(Avx2.ConvertToVector256Int16(d + i), levels);
        }
        return SumEach(w, x, y, z);
    }

    /// <summary>Returns the sum of each vector, computed together.</summary>
    internal static Vector128<int> SumEach(Vector256<int> w, Vector256<int> x, Vector256<int> y, Vector256<int> z)
    {
        Vector256<int> halves = Avx2.HorizontalAdd(Avx2.HorizontalAdd(w, x), Avx2.HorizontalAdd(y, z));
        return halves.GetLower() + halves.GetUpper();
    }
}
