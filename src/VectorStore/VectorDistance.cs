using System.Numerics.Tensors;
using Microsoft.Extensions.VectorData;
using Microsoft.Extensions.VectorData.ProviderServices;

namespace SearchEngine.VectorStore;

/// <summary>A distance function of vectors.</summary>
/// <param name="IsSimilarity">Whether larger values are nearer; otherwise smaller values are.</param>
/// <param name="Compute">Computes the similarity or distance.</param>
internal sealed record VectorDistance(bool IsSimilarity, VectorDistance.Measure Compute)
{
    /// <summary>Computes the similarity or distance of two vectors of the same length.</summary>
    public delegate float Measure(ReadOnlySpan<float> one, ReadOnlySpan<float> other);

    private const int BlockLength = 256;

    private static readonly Dictionary<string, VectorDistance> Registry = new()
    {
        [DistanceFunction.CosineSimilarity] = new(true, Cosine),
        [DistanceFunction.CosineDistance] = new(false, static (one, other) => 1 - Cosine(one, other)),
        [DistanceFunction.DotProductSimilarity] = new(true, static (one, other) => TensorPrimitives.Dot(one, other)),
        [DistanceFunction.NegativeDotProductSimilarity] = new(false, static (one, other) => -TensorPrimitives.Dot(one, other)),
        [DistanceFunction.EuclideanDistance] = new(false, static (one, other) => TensorPrimitives.Distance(one, other)),
        [DistanceFunction.EuclideanSquaredDistance] = new(false, SquaredEuclidean),
        [DistanceFunction.HammingDistance] = new(false, static (one, other) => TensorPrimitives.HammingDistance(one, other)),
        [DistanceFunction.ManhattanDistance] = new(false, Manhattan),
    };

    /// <summary>Returns the distance function of a property; by default, cosine similarity.</summary>
    /// <exception cref="NotSupportedException">The property requests an unsupported function.</exception>
    public static VectorDistance For(VectorPropertyModel property)
    {
        string name = property.DistanceFunction ?? DistanceFunction.CosineSimilarity;
        return Registry.TryGetValue(name, out VectorDistance? distance) ? distance : throw new NotSupportedException(
            $"Property '{property.ModelName}' requests the distance function '{property.DistanceFunction}'. Supported are "
            + $"{string.Join(", ", Registry.Keys)}.");
    }

    /// <summary>Converts a similarity or distance to a score that is larger for nearer vectors, and back.</summary>
    public float ToRankingScore(float measure) => IsSimilarity ? measure : -measure;

    /// <summary>Computes the cosine; 0 if a vector is all zeros and has no direction.</summary>
    private static float Cosine(ReadOnlySpan<float> one, ReadOnlySpan<float> other)
    {
        float cosine = TensorPrimitives.CosineSimilarity(one, other);
        return float.IsNaN(cosine) ? 0 : cosine;
    }

    private static float SquaredEuclidean(ReadOnlySpan<float> one, ReadOnlySpan<float> other)
    {
        float distance = TensorPrimitives.Distance(one, other);
        return distance * distance;
    }

    private static float Manhattan(ReadOnlySpan<float> one, ReadOnlySpan<float> other)
    {
        float sum = 0;
        Span<float> block = stackalloc float[Math.Min(one.Length, BlockLength)];
        for (int at = 0; at < one.Length; at += block.Length)
        {
            Span<float> differences = block[..Math.Min(block.Length, one.Length - at)];
            TensorPrimitives.Subtract(one.Slice(at, differences.Length), other.Slice(at, differences.Length), differences);
            sum += TensorPrimitives.SumOfMagnitudes<float>(differences);
        }
        return sum;
    }
}
