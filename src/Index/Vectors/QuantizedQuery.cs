using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace SearchEngine.Index.Vectors;

/// <summary>A query as int16 levels, with bounds for the error of its products.</summary>
/// <remarks>
/// With a row v = s c + r and the query q = t d + e, the product q v = s t (c d) + s (c e) + q r. By Cauchy-Schwarz the first
/// term is off by at most |q| |r| + s |c| |e|; |r| is stored with the row, and |c| is at most 127 times the root of the
/// dimensions.
/// </remarks>
internal sealed unsafe class QuantizedQuery : IDisposable
{
    public QuantizedQuery(ReadOnlySpan<float> query, int stride)
    {
        Floats = query.ToArray();
        Levels = (short*)NativeMemory.AlignedAlloc((nuint)stride * sizeof(short), 64);
        NativeMemory.Clear(Levels, (nuint)stride * sizeof(short));
        Stride = stride;

        // A sum of stride products with codes up to 127 must fit in int32.
        int limit = Math.Min(short.MaxValue, int.MaxValue / (VectorQuantizer.MaxCode * stride));
        Step = TensorPrimitives.MaxMagnitude(query) is var largest ? MathF.Abs(largest) / limit : 0;
        double squares = 0, rounding = 0;
        for (int i = 0; i < query.Length; i++)
        {
            if (Step > 0) Levels[i] = (short)Math.Clamp(Math.Round(query[i] / (double)Step), -limit, limit);
            double error = query[i] - (double)Step * Levels[i];
            squares += (double)query[i] * query[i];
            rounding += error * error;
        }
        Norm = MathF.BitIncrement((float)Math.Sqrt(squares));
        StepError = MathF.BitIncrement((float)(Math.Sqrt(rounding) * VectorQuantizer.MaxCode * Math.Sqrt(query.Length)));
    }

    public float[] Floats { get; }

    public short* Levels { get; }

    public int Stride { get; }

    /// <summary>t: the value of one level.</summary>
    public float Step { get; }

    /// <summary>|q|, which the error of a row is multiplied by.</summary>
    public float Norm { get; }

    /// <summary>The upper bound of |c| |e|, which the scale of a row is multiplied by.</summary>
    public float StepError { get; }

    public void Dispose() => NativeMemory.AlignedFree(Levels);
}
