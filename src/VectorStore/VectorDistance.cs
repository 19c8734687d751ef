using System.Numerics.Tensors;
using Microsoft.Extensions.VectorData;
using Microsoft.Extensions.VectorData.ProviderServices;

namespace SearchEngine.VectorStore;

/// <summary>How near two vectors are.</summary>
/// <param name="IsSimilarity">Whether it is a similarity; else it is a distance.</param>
/// <param name="Compute">Similarity or distance of two vectors of one length.</param>
internal sealed record VectorDistance(bool IsSimilarity, VectorDistance.Measure Compute)
{
    /// <summary>Similarity or distance of two vectors of one length.</summary>
    public delegate float Measure(ReadOnlySpan<float> one, ReadOnlySpan<float> other);

    private static readonly Dictionary<string, VectorDistance> Registry = new()
    {
        [DistanceFunction.CosineSimilarity] = new(true, Cosine),
        [DistanceFunction.CosineDistance] = new(false, static (one, other) => 1 - Cosine(one, other)),
        [DistanceFunction.DotProductSimilarity] = new(true, static (one, other) => TensorPrimitives.Dot(one, other)),
        [DistanceFunction.NegativeDotProductSimilarity] = new(false, static (one, other) => -TensorPrimitives.Dot(one, other)),
        [DistanceFunction.EuclideanDistance] = new(false, static (one, other) => TensorPrimitives.Distance(one, other)),
        [DistanceFunction.EuclideanSquaredDistance] = new(false, static (one, other) => TensorPrimitives.Distance(one, other) is var distance ? distance * distance : 0),
        [DistanceFunction.HammingDistance] = new(false, static (one, other) => TensorPrimitives.HammingDistance(one, other)),
        [DistanceFunction.ManhattanDistance] = new(false, Manhattan),
    };

    /// <summary>How a property's vectors are compared: by their cosine where it does not say.</summary>
    /// <exception cref="NotSupportedException">It asks for something else; the message names it.</exception>
    public static VectorDistance For(VectorPropertyModel property) => Registry.TryGetValue(property.DistanceFunction ?? DistanceFunction.CosineSimilarity, out VectorDistance? known)
        ? known
        : throw new NotSupportedException($"Property '{property.ModelName}' asks for the distance function '{property.DistanceFunction}'. There are {string.Join(", ", Registry.Keys)}.");

    /// <summary>The score by which the nearest is the largest, whatever the measure.</summary>
    public float ToRankingScore(float measure) => IsSimilarity ? measure : -measure;

    /// <summary>Two vectors one of which is all zeros have no angle; they count as having nothing in common.</summary>
    private static float Cosine(ReadOnlySpan<float> one, ReadOnlySpan<float> other) => TensorPrimitives.CosineSimilarity(one, other) is var cosine && float.IsNaN(cosine) ? 0 : cosine;

    private static float Manhattan(ReadOnlySpan<float> one, ReadOnlySpan<float> other)
    {
        float sum = 0;
        Span<float> part = stackalloc float[Math.Min(one.Length, 256)];
        for (int at = 0; at < one.Length; at += part.Length)
        {
            Span<float> differences = part[..Math.Min(part.Length, one.Length - at)];
            TensorPrimitives.Subtract(one.Slice(at, differences.Length), other.Slice(at, differences.Length), differences);
            sum += TensorPrimitives.SumOfMagnitudes<float>(differences);
        }
        return sum;
    }
}
