using SearchEngine.Runtime.Graphs;
using SearchEngine.Runtime.Tokenizers;

namespace SearchEngine.Reranker;

/// <summary>The input and output buffers of a run, allocated once for the longest pair.</summary>
internal sealed class PairBuffers(CrossEncoderShape shape)
{
    public long[] Tokens { get; } = new long[shape.Encoder.MaxTokens];

    public long[] Positions { get; } = [.. Enumerable.Range(shape.Encoder.FirstPosition, shape.Encoder.MaxTokens)];

    public long[] Segments { get; } = new long[shape.Encoder.MaxTokens];

    public float[] Score { get; } = new float[1];

    public float[] Spans { get; } = new float[2 * shape.Encoder.MaxTokens];

    /// <summary>Copies a pair into the buffers and returns its number of tokens.</summary>
    public int Fill(TokenizedText pair)
    {
        for (int i = 0; i < pair.Ids.Length; i++) (Tokens[i], Segments[i]) = (pair.Ids[i], pair.TypeIds[i]);
        return pair.Ids.Length;
    }
}
