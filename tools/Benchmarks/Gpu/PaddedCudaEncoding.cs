using Microsoft.ML.OnnxRuntime;
using SearchEngine.Benchmarks.Encoding;
using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Graphs;
using SearchEngine.Runtime.Graphs.Encoders;
using SearchEngine.Runtime.Sessions;

namespace SearchEngine.Benchmarks.Gpu;

/// <summary>
/// The usual way on a GPU: batches in which each text is padded to the longest, with a mask that excludes padding from
/// attention. The weights and float16 are the product's. The first token is selected on the device, so as little is
/// copied back as by the product.
/// </summary>
internal sealed class PaddedCudaEncoding : IEncoding
{
    private const string Mask = "attention_mask";

    private readonly string _folder = Directory.CreateTempSubdirectory("benchmark-").FullName;
    private readonly Func<int[][], int[][]> _batches;
    private readonly InferenceSession _session;
    private readonly EncoderShape _shape;

    /// <param name="modelFolder">A model that pools the first token.</param>
    /// <param name="batches">Assigns texts to batches.</param>
    public PaddedCudaEncoding(string modelFolder, Func<int[][], int[][]> batches, Device device = Device.Cuda)
    {
        _batches = batches;
        using (Checkpoint checkpoint = Checkpoint.Open(modelFolder))
        using (GraphBuilder graph = new(checkpoint, Precision.Float16, _folder))
        {
            IEncoderFamily family = EncoderFamilies.Read(checkpoint);
            _shape = family.Shape;
            EncoderInputs inputs = EncoderInputs.Declare(graph, _shape, "texts") with
            {
                PaddingMask = graph.Input(Mask, OnnxType.Int32, "texts", "tokens"),
            };
            Value first = graph.FirstToken(family.Build(graph, inputs, firstTokenOnly: false));
            graph.Output(EncoderGraph.Embedding, graph.ToFloat32(first), "texts", 1, _shape.Hidden);
            graph.Save("padded");
        }
        _session = SessionFactory.Create(_folder, device);
    }

    public int Dimensions => _shape.Hidden;

    public void Encode(int[][] texts, float[][] embeddings)
    {
        foreach (int[] batch in _batches(texts)) EncodeBatch(texts, batch, embeddings);
    }

    public void Dispose()
    {
        _session.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private void EncodeBatch(int[][] texts, int[] batch, float[][] embeddings)
    {
        int width = batch.Max(text => texts[text].Length);
        long[] tokens = new long[batch.Length * width], positions = new long[tokens.Length], shape = [batch.Length, width];
        int[] mask = new int[tokens.Length];
        for (int row = 0; row < batch.Length; row++)
        {
            int[] text = texts[batch[row]];
            for (int i = 0; i < width; i++) positions[row * width + i] = _shape.FirstPosition + i;
            for (int i = 0; i < text.Length; i++) (tokens[row * width + i], mask[row * width + i]) = (text[i], 1);
        }

        using OrtValue tokenValues = OrtValue.CreateTensorValueFromMemory(tokens, shape);
        using OrtValue positionValues = OrtValue.CreateTensorValueFromMemory(positions, shape);
        using OrtValue maskValues = OrtValue.CreateTensorValueFromMemory(mask, shape);
        using OrtValue segmentValues = OrtValue.CreateTensorValueFromMemory(new long[tokens.Length], shape);
        Dictionary<string, OrtValue> inputs = new()
        {
            [EncoderInputNames.Tokens] = tokenValues,
            [EncoderInputNames.Positions] = positionValues,
            [Mask] = maskValues,
        };
        if (_shape.HasSegments) inputs[EncoderInputNames.Segments] = segmentValues;
        using RunOptions options = new();
        using IDisposableReadOnlyCollection<OrtValue> results = _session.Run(options, inputs, [EncoderGraph.Embedding]);
        ReadOnlySpan<float> first = results[0].GetTensorDataAsSpan<float>();
        for (int row = 0; row < batch.Length; row++) first.Slice(row * _shape.Hidden, _shape.Hidden).CopyTo(embeddings[batch[row]]);
    }
}
