using Microsoft.ML.OnnxRuntime;
using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Graphs;
using SearchEngine.Runtime.Graphs.Encoders;

namespace SearchEngine.Benchmarks.Encoding;

/// <summary>How a baseline's graph differs from the product's.</summary>
/// <param name="Masked">Whether it has an input for a padding mask.</param>
/// <param name="Packed">Whether it has an input for an attention bias that separates the texts of a row.</param>
/// <param name="Plain">
/// Whether it is like an exported model in a session with default options: hidden states of all tokens, and all of ONNX
/// Runtime's own fusions. If not, the last layer is computed for the first token only, except in packed rows.
/// </param>
internal sealed record GraphForm(bool Masked, bool Packed, bool Plain);

/// <summary>A graph of an encoder in a form that the product does not use, with the same weights, operators and precision.</summary>
internal sealed class WrittenGraph : IDisposable
{
    public const string Mask = "attention_mask";

    private readonly string _folder = Directory.CreateTempSubdirectory("benchmark-").FullName;

    public WrittenGraph(string modelFolder, GraphForm form, int intraOpThreads)
    {
        using (Checkpoint checkpoint = Checkpoint.Open(modelFolder))
        using (GraphBuilder graph = new(checkpoint, Precision.Int8, _folder))
        {
            IEncoderFamily family = EncoderFamilies.Read(checkpoint);
            EncoderInputs inputs = EncoderInputs.Declare(graph, family.Shape, "texts");
            if (form.Masked) inputs = inputs with { PaddingMask = graph.Input(Mask, OnnxType.Int32, "texts", "tokens") };
            if (form.Packed)
            {
                Value bias = graph.Input(EncoderInputNames.AttentionBias, OnnxType.Float, 1, 1, "tokens", "tokens");
                inputs = inputs with { AttentionBias = bias };
            }
            bool firstTokenOnly = !form.Plain && !form.Packed;
            Value hidden = family.Build(graph, inputs, firstTokenOnly);
            graph.Output(EncoderGraph.HiddenStates, hidden, "texts", firstTokenOnly ? 1 : "tokens", family.Shape.Hidden);
            graph.Save("baseline");
            Shape = family.Shape;
        }
        using SessionOptions options = new()
        {
            IntraOpNumThreads = intraOpThreads,
            GraphOptimizationLevel = form.Plain ? GraphOptimizationLevel.ORT_ENABLE_ALL : GraphOptimizationLevel.ORT_ENABLE_BASIC,
        };
        Session = new InferenceSession(Path.Combine(_folder, GraphBuilder.ModelFile), options);
    }

    public InferenceSession Session { get; }

    public EncoderShape Shape { get; }

    /// <summary>Runs the graph and returns its hidden states. Disposes <paramref name="inputs"/>.</summary>
    public float[] Run(IReadOnlyDictionary<string, OrtValue> inputs)
    {
        try
        {
            using RunOptions options = new();
            using IDisposableReadOnlyCollection<OrtValue> results = Session.Run(options, inputs, [EncoderGraph.HiddenStates]);
            return results[0].GetTensorDataAsSpan<float>().ToArray();
        }
        finally
        {
            foreach (OrtValue value in inputs.Values) value.Dispose();
        }
    }

    public void Dispose()
    {
        Session.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
