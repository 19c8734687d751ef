using Microsoft.ML.OnnxRuntime;
using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Graphs;
using SearchEngine.Runtime.Graphs.Encoders;

namespace SearchEngine.Benchmarks.Encoding;

/// <summary>
/// The usual way to encode: texts in batches, each padded to the longest of its batch, a mask that keeps attention off the padding,
/// every token's last hidden state as exported models give it, ONNX Runtime's own threads. Same weights, same operators, same precision as
/// the product's graph, which computes the last layer for the pooled token alone.
/// </summary>
internal sealed class PaddedEncoder : IDisposable
{
    private const string Mask = "attention_mask";

    private readonly string _folder = Directory.CreateTempSubdirectory("benchmark-").FullName;
    private readonly InferenceSession _session;
    private readonly EncoderShape _shape;

    public PaddedEncoder(string modelFolder, Precision precision, int threads)
    {
        _shape = Write(modelFolder, precision, _folder);
        using SessionOptions options = new() { IntraOpNumThreads = threads, GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_BASIC };
        _session = new InferenceSession(Path.Combine(_folder, GraphBuilder.ModelFile), options);
    }

    /// <summary>Encodes one batch; gives the last hidden states, [texts, longest, hidden].</summary>
    public float[] Encode(ReadOnlySpan<int[]> batch)
    {
        int width = 0;
        foreach (int[] text in batch) width = Math.Max(width, text.Length);
        long[] tokens = new long[batch.Length * width], positions = new long[tokens.Length], segments = new long[tokens.Length];
        int[] mask = new int[tokens.Length];
        for (int row = 0; row < batch.Length; row++)
        {
            for (int i = 0; i < width; i++)
            {
                int at = row * width + i;
                positions[at] = _shape.FirstPosition + i;
                if (i >= batch[row].Length) continue;
                tokens[at] = batch[row][i];
                mask[at] = 1;
            }
        }

        long[] shape = [batch.Length, width];
        using OrtValue tokenValues = OrtValue.CreateTensorValueFromMemory(tokens, shape);
        using OrtValue positionValues = OrtValue.CreateTensorValueFromMemory(positions, shape);
        using OrtValue segmentValues = OrtValue.CreateTensorValueFromMemory(segments, shape);
        using OrtValue maskValues = OrtValue.CreateTensorValueFromMemory(mask, shape);
        (string[] names, OrtValue[] values) = _shape.HasSegments
            ? ((string[])[EncoderGraph.Tokens, EncoderGraph.Positions, Mask, EncoderGraph.Segments], (OrtValue[])[tokenValues, positionValues, maskValues, segmentValues])
            : ([EncoderGraph.Tokens, EncoderGraph.Positions, Mask], [tokenValues, positionValues, maskValues]);
        using RunOptions options = new();
        using IDisposableReadOnlyCollection<OrtValue> results = _session.Run(options, names, values, [EncoderGraph.HiddenStates]);
        return results[0].GetTensorDataAsSpan<float>().ToArray();
    }

    public void Dispose()
    {
        _session.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static EncoderShape Write(string modelFolder, Precision precision, string folder)
    {
        using Checkpoint checkpoint = Checkpoint.Open(modelFolder);
        using GraphBuilder graph = new(checkpoint, precision, folder);
        IEncoderFamily family = EncoderFamilies.Read(checkpoint);
        EncoderInputs inputs = EncoderInputs.Declare(graph, family.Shape, "texts") with { PaddingMask = graph.Input(Mask, OnnxType.Int32, "texts", "tokens") };
        graph.Output(EncoderGraph.HiddenStates, family.Build(graph, inputs, firstTokenOnly: false), "texts", "tokens", family.Shape.Hidden);
        graph.Save("padded");
        return family.Shape;
    }
}
