using System.Numerics.Tensors;
using SearchEngine.Index.Contracts;

namespace SearchEngine.Benchmarks.Vectors;

/// <summary>Unit vectors in clusters around random centers, as texts cluster around topics. Deterministic by number.</summary>
/// <param name="dimensions">Number of dimensions.</param>
/// <param name="clusterSize">Number of vectors per cluster.</param>
internal sealed class ClusteredVectors(int dimensions, int clusterSize = 100)
{
    public ChunkVectors Rows(int count) =>
        new(dimensions, count, Enumerable.Range(0, count).Select(i => new ChunkVector(i + 1, Vector(i / clusterSize, i))));

    public float[] Vector(int clusterNumber, int number)
    {
        float[] vector = Uniform(new Random(number)), center = Uniform(new Random(int.MaxValue - clusterNumber));
        TensorPrimitives.Add(vector, center, vector);
        TensorPrimitives.Divide(vector, TensorPrimitives.Norm<float>(vector), vector);
        return vector;
    }

    private float[] Uniform(Random random)
    {
        float[] values = new float[dimensions];
        for (int i = 0; i < values.Length; i++) values[i] = random.NextSingle() - 0.5f;
        return values;
    }
}
