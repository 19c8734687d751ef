using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace SearchEngine.Index.Vectors;

/// <summary>What a segment knows of a row beside its codes.</summary>
/// <param name="ChunkId">Whose vector it is.</param>
/// <param name="Scale">What a code is worth.</param>
/// <param name="ErrorBound">How far the product with a query of length 1 can be off.</param>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct VectorRow(long ChunkId, float Scale, float ErrorBound);

/// <summary>Writes a vector as int8 codes with one scale, and says what is lost.</summary>
internal static class VectorQuantizer
{
    public const int MaxCode = 127;

    /// <summary>Codes <paramref name="vector"/> into the first of <paramref name="codes"/>; the padding is left alone.</summary>
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
