using System.Numerics.Tensors;
using SearchEngine.Runtime.Checkpoints;

namespace SearchEngine.Encoder;

/// <summary>Converts hidden states to an embedding outside the graph.</summary>
internal static class Pooling
{
    /// <param name="hidden">The hidden states, [n, size].</param>
    /// <param name="mode">The hidden state of the first token, or the mean.</param>
    /// <param name="embedding">Receives the embedding, [size].</param>
    public static void Pool(ReadOnlySpan<float> hidden, PoolingMode mode, Span<float> embedding)
    {
        hidden[..embedding.Length].CopyTo(embedding);
        if (mode == PoolingMode.Cls) return;
        for (int offset = embedding.Length; offset < hidden.Length; offset += embedding.Length)
            TensorPrimitives.Add(embedding, hidden.Slice(offset, embedding.Length), embedding);
        TensorPrimitives.Divide(embedding, hidden.Length / embedding.Length, embedding);
    }

    /// <summary>Scales a vector to length 1, unless it is all zeros.</summary>
    public static void Normalize(Span<float> embedding)
    {
        float length = TensorPrimitives.Norm<float>(embedding);
        if (length > 0) TensorPrimitives.Divide(embedding, length, embedding);
    }
}
