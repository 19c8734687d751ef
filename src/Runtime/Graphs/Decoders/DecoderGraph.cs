using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Checkpoints.Gguf;

namespace SearchEngine.Runtime.Graphs.Decoders;

/// <summary>
/// Writes the graph of a decoder, which reads tokens and the key-value cache of earlier tokens, and returns logits; the cache is extended
/// in place.
/// </summary>
internal static class DecoderGraph
{
    /// <summary>Input: ids of the new tokens, int64 [1, n].</summary>
    public const string Tokens = "input_ids";

    /// <summary>Input: indices of the new tokens whose logits are requested, int64 [m].</summary>
    public const string Rows = "rows";

    /// <summary>Input: index of the last new token in the cache, int32 [1].</summary>
    public const string LastIndex = "seqlens_k";

    /// <summary>Input: number of tokens in the cache including the new ones, int32 [].</summary>
    public const string Total = "total_sequence_length";

    /// <summary>Output: next-token logits of each requested row, float32 [m, vocabulary].</summary>
    public const string Logits = "logits";

    /// <summary>File of the graph that also returns every router's logits (see <see cref="RouterLogits"/>); shares the weights.</summary>
    public const string RoutersFile = "routers.onnx";

    /// <summary>Input: keys of a layer, float32 [1, key heads, capacity, head size].</summary>
    public static string PastKeys(int layer) => $"past_key_values.{layer}.key";

    /// <summary>Input: values of a layer, float32 [1, key heads, capacity, head size].</summary>
    public static string PastValues(int layer) => $"past_key_values.{layer}.value";

    /// <summary>Output: keys of a layer, in the input's buffer.</summary>
    public static string PresentKeys(int layer) => $"present.{layer}.key";

    /// <summary>Output: values of a layer, in the input's buffer.</summary>
    public static string PresentValues(int layer) => $"present.{layer}.value";

    /// <summary>Output of the graph in <see cref="RoutersFile"/>: router logits of a layer, float32 [n, experts].</summary>
    public static string RouterLogits(int layer) => $"router.{layer}";

    /// <summary>Reads the model's shape from its configuration; writes nothing.</summary>
    /// <exception cref="CheckpointException">The architecture or a variant of it is not supported.</exception>
    public static DecoderShape Describe(Checkpoint checkpoint) => DecoderFamilies.Read(checkpoint).Shape;

    /// <summary>Reads the model's shape from its metadata; writes nothing.</summary>
    /// <exception cref="CheckpointException">The architecture or a variant of it is not supported.</exception>
    public static DecoderShape Describe(GgufFile file) => DecoderFamilies.Read(file).Shape;

    /// <summary>
    /// Writes model and weights into <paramref name="folder"/>. In 4 bits, matrices stored as Q4_0 or Q8_0 are copied without loss; others
    /// are rounded to 8 bits.
    /// </summary>
    /// <exception cref="CheckpointException">
    /// The architecture is not supported, or a weight is missing or does not match the metadata.
    /// </exception>
    public static void Write(GgufFile file, Precision precision, string folder) =>
        Write(file, DecoderFamilies.Read(file), DecoderTensorNames.Gguf, precision, bits: 8, folder);

    /// <summary>Writes model and weights into <paramref name="folder"/>.</summary>
    /// <exception cref="CheckpointException">
    /// The architecture is not supported, or a weight is missing or does not match the configuration.
    /// </exception>
    public static void Write(Checkpoint checkpoint, Precision precision, string folder) =>
        Write(checkpoint, DecoderFamilies.Read(checkpoint), DecoderTensorNames.HuggingFace, precision, bits: 4, folder);

    private static void Write(
        IWeights weights, DecoderSettings settings, DecoderTensorNames names, Precision precision, int bits, string folder)
    {
        IDecoderMatrices matrices = precision switch
        {
            Precision.Float32 => new FloatMatrices(),
            Precision.Int4 => new QuantizedMatrices(bits),
            _ => throw new ArgumentException(
                $"A decoder supports {Precision.Float32} and {Precision.Int4}, but not {precision}.", nameof(precision)),
        };
        using GraphBuilder graph = new(weights, precision, folder);
        LlamaGraph model = Build();
        graph.Save(settings.Family);
        if (model is not GraniteMoeGraph) return;
        GraniteMoeGraph routed = (GraniteMoeGraph)Build();
        for (int layer = 0; layer < routed.Routers.Count; layer++)
            graph.Output(RouterLogits(layer), routed.Routers[layer], "tokens", settings.Shape.Experts!.Count);
        graph.Save(settings.Family, RoutersFile);

        LlamaGraph Build()
        {
            LlamaGraph model = settings.Shape.Experts is null
                ? new LlamaGraph(settings, names, matrices)
                : new GraniteMoeGraph(settings, names, matrices);
            graph.Output(Logits, model.Build(graph, DecoderInputs.Declare(graph, settings)), "rows", settings.Shape.Vocabulary);
            return model;
        }
    }
}
