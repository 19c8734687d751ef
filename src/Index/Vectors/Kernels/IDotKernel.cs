namespace SearchEngine.Index.Vectors.Kernels;

/// <summary>
/// The inner product of int8 codes with an int16 query, exact in int32. The query keeps 16 bits because the codes are widened to 16 for the
/// multiplication anyway: its rounding then costs no candidates and no time.
/// </summary>
internal unsafe interface IDotKernel
{
    /// <summary>Both arrays are padded with zeros to a multiple of this.</summary>
    const int Width = 64;

    static abstract bool IsSupported { get; }

    /// <param name="codes">Codes from -127 to 127.</param>
    /// <param name="query">Levels small enough that no sum leaves int32: see <see cref="QuantizedQuery"/>.</param>
    /// <param name="length">How many of each, a multiple of <see cref="Width"/>.</param>
    static abstract int Dot(sbyte* codes, short* query, int length);
}
