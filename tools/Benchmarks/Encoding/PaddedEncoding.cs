using Microsoft.ML.OnnxRuntime;
using SearchEngine.Runtime.Graphs;

namespace SearchEngine.Benchmarks.Encoding;

/// <summary>
/// The usual way: batches in which each text is padded to the longest. Batches of equal lengths need no padding and no
/// mask.
/// </summary>
/// <param name="batches">Assigns texts to batches.</param>
/// <param name="callers">Number of threads that run batches.</param>
internal sealed class PaddedEncoding(WrittenGraph graph, Func<int[][], int[][]> batches, int callers) : IEncoding
{
    public int Dimensions => graph.Shape.Hidden;

    public void Encode(int[][] texts, float[][] embeddings)
    {
        int[][] runs = batches(texts);
        Callers.Run(callers, runs.Length, i => EncodeBatch(texts, runs[i], embeddings));
    }

    public void Dispose() => graph.Dispose();

    private void EncodeBatch(int[][] texts, int[] batch, float[][] embeddings)
    {
        int width = batch.Max(text => texts[text].Length);
        long[] tokens = new long[batch.Length * width], positions = new long[tokens.Length];
        int[] mask = new int[tokens.Length];
        for (int row = 0; row < batch.Length; row++)
        {
            int[] text = texts[batch[row]];
            for (int i = 0; i < width; i++)
            {
                int at = row * width + i;
                positions[at] = graph.Shape.FirstPosition + i;
                if (i >= text.Length) continue;
                tokens[at] = text[i];
                mask[at] = 1;
            }
        }

        float[] hidden = graph.Run(Inputs(tokens, positions, mask, [batch.Length, width]));
        int stride = hidden.Length / batch.Length;
        for (int row = 0; row < batch.Length; row++) hidden.AsSpan(row * stride, graph.Shape.Hidden).CopyTo(embeddings[batch[row]]);
    }

    private Dictionary<string, OrtValue> Inputs(long[] tokens, long[] positions, int[] mask, long[] shape)
    {
        Dictionary<string, OrtValue> inputs = new()
        {
            [EncoderInputNames.Tokens] = OrtValue.CreateTensorValueFromMemory(tokens, shape),
            [EncoderInputNames.Positions] = OrtValue.CreateTensorValueFromMemory(positions, shape),
        };
        if (graph.Shape.HasSegments)
            inputs[EncoderInputNames.Segments] = OrtValue.CreateTensorValueFromMemory(new long[tokens.Length], shape);
        if (graph.Session.InputMetadata.ContainsKey(WrittenGraph.Mask))
            inputs[WrittenGraph.Mask] = OrtValue.CreateTensorValueFromMemory(mask, shape);
        return inputs;
    }
}
