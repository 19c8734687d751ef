using System.Numerics.Tensors;
using SearchEngine.Index.Contracts;

namespace SearchEngine.Benchmarks.Vectors;

/// <summary>Unit vectors around random centres, as texts gather around topics: the same for the same number.</summary>
/// <param name="dimensions">Floats in each.</param>
/// <param name="perCentre">How many share a centre.</param>
internal sealed class ClusteredVectors(int dimensions, int perCentre = 100)
{
    public ChunkVectors Rows(int count) =>
        new(dimensions, count, Enumerable.Range(0, count).Select(i => new ChunkVector(i + 1, Vector(i / perCentre, i))));

    public float[] Vector(int centreNumber, int number)
    {
        float[] vector = Uniform(new Random(number)), centre = Uniform(new Random(int.MaxValue - centreNumber));
        TensorPrimitives.Add(vector, centre, vector);
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
