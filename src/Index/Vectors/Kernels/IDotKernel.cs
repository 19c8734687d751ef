using System.Runtime.Intrinsics;

namespace SearchEngine.Index.Vectors.Kernels;

/// <summary>
/// Computes inner products of int8 codes with an int16 query, exact in int32. The query keeps 16 bits because the codes are
/// widened to 16 for the multiplication anyway, so the smaller rounding error costs no time and saves candidates.
/// </summary>
internal unsafe interface IDotKernel
{
    /// <summary>Arrays are padded with zeros to a multiple of this length.</summary>
    const int Width = 64;

    static abstract bool IsSupported { get; }

    /// <summary>Computes the products of four rows, which share the loads of the query and the final additions.</summary>
    /// <param name="a">Codes of the first row, from -127 to 127.</param>
    /// <param name="b">Codes of the second row. Any two rows may be the same.</param>
    /// <param name="c">Codes of the third row.</param>
    /// <param name="d">Codes of the fourth row.</param>
    /// <param name="query">Levels small enough for every sum to fit in int32: see <see cref="QuantizedQuery"/>.</param>
    /// <param name="length">The length of each array, a multiple of <see cref="Width"/>.</param>
    static abstract Vector128<int> Dot(sbyte* a, sbyte* b, sbyte* c, sbyte* d, short* query, int length);
}
