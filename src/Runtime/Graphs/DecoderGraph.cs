using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Checkpoints.Gguf;
using SearchEngine.Runtime.Graphs.Decoders;

namespace SearchEngine.Runtime.Graphs;

/// <summary>Writes the graph of a decoder: tokens and the cache of those before them go in; logits come out, and the cache grows in place.</summary>
public static class DecoderGraph
{
    /// <summary>Input: ids of the new tokens, int64 [1, n].</summary>
    public const string Tokens = "input_ids";

    /// <summary>Input: which of the new tokens' logits are wanted, int64 [m].</summary>
    public const string Rows = "rows";

    /// <summary>Input: index of the last new token in the cache, int32 [1].</summary>
    public const string LastIndex = "seqlens_k";

    /// <summary>Input: tokens in the cache once the new ones are in, int32 [].</summary>
    public const string Total = "total_sequence_length";

    /// <summary>Output: logits of the next token after each row asked for, float32 [m, vocabulary].</summary>
    public const string Logits = "logits";

    /// <summary>File of the graph that also gives every router's logits (see <see cref="RouterLogits"/>), over the same weights.</summary>
    public const string RoutersFile = "routers.onnx";

    /// <summary>Input: a layer's keys, float32 [1, key heads, capacity, head size].</summary>
    public static string PastKeys(int layer) => $"past_key_values.{layer}.key";

    /// <summary>Input: a layer's values, float32 [1, key heads, capacity, head size].</summary>
    public static string PastValues(int layer) => $"past_key_values.{layer}.value";

    /// <summary>Output: a layer's keys, in the buffer that came in.</summary>
    public static string PresentKeys(int layer) => $"present.{layer}.key";

    /// <summary>Output: a layer's values, in the buffer that came in.</summary>
    public static string PresentValues(int layer) => $"present.{layer}.value";

    /// <summary>Output of the graph in <see cref="RoutersFile"/>: a layer's router logits, float32 [n, experts].</summary>
    public static string RouterLogits(int layer) => $"router.{layer}";

    /// <summary>Reads what a caller must know, without writing anything.</summary>
    /// <exception cref="CheckpointException">The family is not known, or the configuration asks for a variant that is not.</exception>
    public static DecoderShape Describe(Checkpoint checkpoint) => DecoderFamilies.Read(checkpoint).Shape;

    /// <summary>Reads what a caller must know, without writing anything.</summary>
    /// <exception cref="CheckpointException">The family is not known, or the metadata ask for a variant that is not.</exception>
    public static DecoderShape Describe(GgufFile file) => DecoderFamilies.Read(file).Shape;

    /// <summary>Writes model and weights into <paramref name="folder"/>; in 4 bits, matrices that the file holds in Q4_0 or Q8_0 are taken over as they are, others are rounded to 8 bits.</summary>
    /// <exception cref="CheckpointException">The family is not known, or a weight is missing or does not fit the metadata.</exception>
    public static void Write(GgufFile file, Precision precision, string folder) =>
        Write(file, DecoderFamilies.Read(file), DecoderTensorNames.Gguf, precision, bits: 8, folder);

    /// <summary>Writes model and weights into <paramref name="folder"/>.</summary>
    /// <exception cref="CheckpointException">The family is not known, or a weight is missing or does not fit the configuration.</exception>
    public static void Write(Checkpoint checkpoint, Precision precision, string folder) =>
        Write(checkpoint, DecoderFamilies.Read(checkpoint), DecoderTensorNames.HuggingFace, precision, bits: 4, folder);

    private static void Write(IWeights weights, DecoderSettings settings, DecoderTensorNames names, Precision precision, int bits, string folder)
    {
        IDecoderMatrices matrices = precision switch
        {
            Precision.Float32 => new FloatMatrices(),
            Precision.Int4 => new QuantizedMatrices(bits),
            _ => throw new ArgumentException($"A decoder runs in {Precision.Float32} or {Precision.Int4}, not in {precision}.", nameof(precision)),
        };
        using GraphBuilder graph = new(weights, precision, folder);
        LlamaGraph model = Build();
        graph.Save(settings.Family);
        if (model is not GraniteMoeGraph) return;
        GraniteMoeGraph routed = (GraniteMoeGraph)Build();
        for (int layer = 0; layer < routed.Routers.Count; layer++) graph.Output(RouterLogits(layer), routed.Routers[layer], "tokens", settings.Shape.Experts!.Count);
        graph.Save(settings.Family, RoutersFile);

        LlamaGraph Build()
        {
            LlamaGraph model = settings.Shape.Experts is null ? new LlamaGraph(settings, names, matrices) : new GraniteMoeGraph(settings, names, matrices);
            graph.Output(Logits, model.Build(graph, DecoderInputs.Declare(graph, settings)), "rows", settings.Shape.Vocabulary);
            return model;
        }
    }
}
