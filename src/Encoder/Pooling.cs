using System.Numerics.Tensors;
using SearchEngine.Runtime.Checkpoints;

namespace SearchEngine.Encoder;

/// <summary>From hidden states to an embedding, outside a graph.</summary>
internal static class Pooling
{
    /// <summary>One vector of many.</summary>
    /// <param name="hidden">Hidden states, [n, size], row-major.</param>
    /// <param name="mode">The first token's, or the mean.</param>
    /// <param name="embedding">Receives size numbers.</param>
    public static void Pool(ReadOnlySpan<float> hidden, PoolingMode mode, Span<float> embedding)
    {
        hidden[..embedding.Length].CopyTo(embedding);
        if (mode == PoolingMode.Cls) return;
        for (int at = embedding.Length; at < hidden.Length; at += embedding.Length) TensorPrimitives.Add(embedding, hidden.Slice(at, embedding.Length), embedding);
        TensorPrimitives.Divide(embedding, hidden.Length / embedding.Length, embedding);
    }

    /// <summary>Scales a vector to length 1; one of zeros stays as it is.</summary>
    public static void Normalize(Span<float> embedding)
    {
        float length = TensorPrimitives.Norm<float>(embedding);
        if (length > 0) TensorPrimitives.Divide(embedding, length, embedding);
    }
}
