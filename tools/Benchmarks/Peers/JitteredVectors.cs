using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace SearchEngine.Benchmarks.Peers;

/// <summary>Creates many unit vectors from fewer real ones by adding isotropic noise.</summary>
/// <param name="real">The real vectors.</param>
/// <param name="noise">Expected length of the noise.</param>
internal sealed class JitteredVectors(float[][] real, double noise)
{
    public int Dimensions => real[0].Length;

    /// <summary>Returns the vector with a number. Consecutive numbers derive from different texts.</summary>
    public float[] Vector(int number)
    {
        Random random = new(number);
        double deviation = noise / Math.Sqrt(Dimensions);
        float[] vector = [.. real[number % real.Length]];
        for (int i = 0; i < vector.Length; i += 2)
        {
            // The Box-Muller transform yields two numbers at a time.
            double radius = deviation * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()));
            double angle = 2 * Math.PI * random.NextDouble();
            vector[i] += (float)(radius * Math.Cos(angle));
            vector[i + 1] += (float)(radius * Math.Sin(angle));
        }
        TensorPrimitives.Divide(vector, TensorPrimitives.Norm<float>(vector), vector);
        return vector;
    }

    public static void Write(string file, IEnumerable<float[]> rows)
    {
        using FileStream stream = File.Create(file);
        foreach (float[] row in rows) stream.Write(MemoryMarshal.AsBytes(row.AsSpan()));
    }
}
