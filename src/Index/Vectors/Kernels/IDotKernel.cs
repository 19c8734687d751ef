using System.Runtime.Intrinsics;

namespace SearchEngine.Index.Vectors.Kernels;

/// <summary>
/// The inner products of int8 codes with an int16 query, exact in int32. The query keeps 16 bits because the codes are widened to 16 for the
/// multiplication anyway: its rounding then costs no candidates and no time.
/// </summary>
internal unsafe interface IDotKernel
{
    /// <summary>All arrays are padded with zeros to a multiple of this.</summary>
    const int Width = 64;

    static abstract bool IsSupported { get; }

    /// <summary>The products of four rows: they share the loads of the query, and their sums are ready together.</summary>
    /// <param name="a">Codes from -127 to 127.</param>
    /// <param name="b">The second row's.</param>
    /// <param name="c">The third row's.</param>
    /// <param name="d">The fourth row's. Any two may be the same.</param>
    /// <param name="query">Levels small enough that no sum leaves int32: see <see cref="QuantizedQuery"/>.</param>
    /// <param name="length">How many of each, a multiple of <see cref="Width"/>.</param>
    static abstract Vector128<int> Dot(sbyte* a, sbyte* b, sbyte* c, sbyte* d, short* query, int length);
}
