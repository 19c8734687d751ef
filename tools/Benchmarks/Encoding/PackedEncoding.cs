using Microsoft.ML.OnnxRuntime;
using SearchEngine.Runtime.Graphs;

namespace SearchEngine.Benchmarks.Encoding;

/// <summary>
/// Several texts packed in one row: needs no padding, but computes attention scores between texts, which a bias removes.
/// </summary>
/// <param name="graph">A packed graph.</param>
/// <param name="rowTokens">The maximum number of tokens of a row with several texts.</param>
/// <param name="callers">Number of threads that run rows.</param>
internal sealed class PackedEncoding(WrittenGraph graph, int rowTokens, int callers) : IEncoding
{
    public int Dimensions => graph.Shape.Hidden;

    public void Encode(int[][] texts, float[][] embeddings)
    {
        int[][] rows = Batches.Rows(texts, rowTokens);
        Callers.Run(callers, rows.Length, i => EncodeRow(texts, rows[i], embeddings));
    }

    public void Dispose() => graph.Dispose();

    private void EncodeRow(int[][] texts, int[] row, float[][] embeddings)
    {
        int n = row.Sum(text => texts[text].Length), start = 0;
        long[] tokens = new long[n], positions = new long[n], shape = [1, n];
        float[] bias = new float[n * n];
        Array.Fill(bias, float.NegativeInfinity);
        foreach (int text in row)
        {
            int length = texts[text].Length;
            for (int i = 0; i < length; i++)
            {
                (tokens[start + i], positions[start + i]) = (texts[text][i], graph.Shape.FirstPosition + i);
                bias.AsSpan((start + i) * n + start, length).Clear();
            }
            start += length;
        }

        Dictionary<string, OrtValue> inputs = new()
        {
            [EncoderInputNames.Tokens] = OrtValue.CreateTensorValueFromMemory(tokens, shape),
            [EncoderInputNames.Positions] = OrtValue.CreateTensorValueFromMemory(positions, shape),
            [EncoderInputNames.AttentionBias] = OrtValue.CreateTensorValueFromMemory(bias, [1, 1, n, n]),
        };
        if (graph.Shape.HasSegments) inputs[EncoderInputNames.Segments] = OrtValue.CreateTensorValueFromMemory(new long[n], shape);
        float[] hidden = graph.Run(inputs);
        start = 0;
        foreach (int text in row)
        {
            hidden.AsSpan(start * graph.Shape.Hidden, graph.Shape.Hidden).CopyTo(embeddings[text]);
            start += texts[text].Length;
        }
    }
}
