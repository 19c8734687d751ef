using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace SearchEngine.Index.Vectors;

/// <summary>The data that a segment keeps for a row besides its codes.</summary>
/// <param name="ChunkId">The chunk that the vector belongs to.</param>
/// <param name="Scale">The value of one code unit.</param>
/// <param name="ErrorBound">The upper bound of the error of the product with a query of length 1.</param>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct VectorRow(long ChunkId, float Scale, float ErrorBound);

/// <summary>Quantizes a vector to int8 codes with one scale, and bounds the error.</summary>
internal static class VectorQuantizer
{
    public const int MaxCode = 127;

    /// <summary>
    /// Writes the codes of <paramref name="vector"/> to the start of <paramref name="codes"/> and leaves the padding unchanged.
    /// </summary>
    public static VectorRow Quantize(long chunkId, ReadOnlySpan<float> vector, Span<sbyte> codes)
    {
        float scale = MathF.Abs(TensorPrimitives.MaxMagnitude(vector)) / MaxCode;
        double squares = 0, residual = 0;
        for (int i = 0; i < vector.Length; i++)
        {
            sbyte code = scale > 0 ? (sbyte)Math.Clamp(MathF.Round(vector[i] / scale), -MaxCode, MaxCode) : (sbyte)0;
            codes[i] = code;
            double error = vector[i] - (double)scale * code;
            squares += (double)vector[i] * vector[i];
            residual += error * error;
        }

        // The exact score is a float sum too, and rounds once for every addition.
        double rounding = (vector.Length + 16) * Math.Pow(2, -23) * (Math.Sqrt(squares) + Math.Sqrt(residual));
        return new VectorRow(chunkId, scale, MathF.BitIncrement((float)(Math.Sqrt(residual) + rounding)));
    }
}
