using Microsoft.ML.OnnxRuntime;
using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Graphs;
using SearchEngine.Runtime.Graphs.Encoders;
using SearchEngine.Runtime.Tokenizers;

namespace SearchEngine.Benchmarks.Reranking;

/// <summary>The usual way: batches in which each pair is padded to the longest, with a mask, in a session with default options.</summary>
internal sealed class PaddedPairs : IDisposable
{
    private const string Mask = "attention_mask";

    private static readonly string[] Inputs = [EncoderInputNames.Tokens, EncoderInputNames.Positions, EncoderInputNames.Segments, Mask];
    private static readonly string[] Outputs = [CrossEncoderGraph.Score, CrossEncoderGraph.Spans];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("benchmark-");
    private readonly InferenceSession _session;
    private readonly int _batch;

    public PaddedPairs(string modelFolder, int batch)
    {
        _batch = batch;
        using Checkpoint checkpoint = Checkpoint.Open(modelFolder);
        using (GraphBuilder graph = new(checkpoint, Precision.Int8, _folder.FullName))
        {
            IEncoderFamily family = EncoderFamilies.Read(checkpoint);
            EncoderInputs inputs = EncoderInputs.Declare(graph, family.Shape, "texts") with
            {
                PaddingMask = graph.Input(Mask, OnnxType.Int32, "texts", "tokens"),
            };
            Value hidden = family.Build(graph, inputs, firstTokenOnly: false);
            Value pooled = ClassificationHeads.Pool(graph, checkpoint, hidden);
            graph.Output(CrossEncoderGraph.Score, ClassificationHeads.Score(graph, checkpoint, pooled, family), "texts", 1);
            graph.Output(CrossEncoderGraph.Spans, graph.ExactLinear(hidden, "qa_outputs", family.Shape.Hidden, 2), "texts", "tokens", 2);
            graph.Save("padded");
        }
        using SessionOptions options = new()
        {
            IntraOpNumThreads = Environment.ProcessorCount,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
        };
        _session = new InferenceSession(Path.Combine(_folder.FullName, GraphBuilder.ModelFile), options);
    }

    public void Score(TokenizedText[] pairs, float[] scores)
    {
        foreach (int[] batch in Enumerable.Range(0, pairs.Length).Chunk(_batch))
        {
            float[] results = Run([.. batch.Select(i => pairs[i])]);
            for (int i = 0; i < batch.Length; i++) scores[batch[i]] = results[i];
        }
    }

    public void Dispose()
    {
        _session.Dispose();
        _folder.Delete(recursive: true);
    }

    private float[] Run(TokenizedText[] batch)
    {
        int width = batch.Max(pair => pair.Ids.Length);
        int size = batch.Length * width;
        long[] tokens = new long[size], positions = new long[size], segments = new long[size], shape = [batch.Length, width];
        int[] mask = new int[tokens.Length];
        for (int row = 0; row < batch.Length; row++)
        {
            for (int i = 0; i < width; i++)
            {
                int at = row * width + i;
                positions[at] = i;
                if (i < batch[row].Ids.Length) (tokens[at], segments[at], mask[at]) = (batch[row].Ids[i], batch[row].TypeIds[i], 1);
            }
        }
        using OrtValue tokenValues = OrtValue.CreateTensorValueFromMemory(tokens, shape);
        using OrtValue positionValues = OrtValue.CreateTensorValueFromMemory(positions, shape);
        using OrtValue segmentValues = OrtValue.CreateTensorValueFromMemory(segments, shape);
        using OrtValue maskValues = OrtValue.CreateTensorValueFromMemory(mask, shape);
        using RunOptions options = new();
        using IDisposableReadOnlyCollection<OrtValue> results =
            _session.Run(options, Inputs, [tokenValues, positionValues, segmentValues, maskValues], Outputs);
        return results[0].GetTensorDataAsSpan<float>().ToArray();
    }
}
