using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SearchEngine.Index.Vectors.Kernels;

/// <summary>AVX-VNNI: like AVX2, but one instruction multiplies and adds (VPDPWSSD).</summary>
internal readonly unsafe struct AvxVnniDot : IDotKernel
{
    public static bool IsSupported => AvxVnni.IsSupported;

    public static Vector128<int> Dot(sbyte* a, sbyte* b, sbyte* c, sbyte* d, short* query, int length)
    {
        Vector256<int> w = Vector256<int>.Zero, x = w, y = w, z = w;
        for (int i = 0; i < length; i += 16)
        {
            Vector256<short> levels = Vector256.Load(query + i);
            w = AvxVnni.MultiplyWideningAndAdd(w, Avx2.ConvertToVector256Int16(a + i), levels);
            x = AvxVnni.MultiplyWideningAndAdd(x, Avx2.ConvertToVector256Int16(b + i), levels);
            y = AvxVnni.MultiplyWideningAndAdd(y, Avx2.ConvertToVector256Int16(c + i), levels);
            z = AvxVnni.MultiplyWideningAndAdd(z, Avx2.ConvertToVector256Int16(d + i), levels);
        }
        return Avx2Dot.SumEach(w, x, y, z);
    }
}
