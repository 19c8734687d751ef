namespace SearchEngine.Runtime.Graphs.Decoders;

/// <summary>
/// Granite MoE (IBM 2024): the block of <see cref="LlamaGraph"/>, but a router replaces the feed-forward network and sends each token
/// through a few of many small experts, in addition to a shared expert if the checkpoint has one; the output of each half is scaled.
/// </summary>
internal sealed class GraniteMoeGraph(DecoderSettings settings, DecoderTensorNames names, IDecoderMatrices matrices)
    : LlamaGraph(settings, names, matrices)
{
    /// <summary>Logits of every layer's router, [n, experts], available after the graph is built.</summary>
    public List<Value> Routers { get; } = [];

    protected override Value FeedForward(GraphBuilder graph, Value x, int layer)
    {
        ExpertShape experts = Settings.Shape.Experts!;
        Value router = Router(graph, x, layer, experts.Count);
        Routers.Add(router);
        MatrixSlice gate = Names.Experts(layer, "gate", experts.Size);
        MatrixSlice up = Names.Experts(layer, "up", experts.Size);
        MatrixSlice down = Names.Experts(layer, "down", Hidden);
        Value routed = Matrices.Experts(graph, x, router, $"layer.{layer}.experts", experts, Hidden, gate, up, down);
        return experts.SharedSize == 0 ? routed : graph.Add(routed, SharedExpert(graph, x, layer, experts.SharedSize));
    }

    // The router is float32 in every precision: rounded logits would select other experts.
    private Value Router(GraphBuilder graph, Value x, int layer, int count)
    {
        MatrixSlice matrix = new(Names.Router(layer), count);
        return graph.Flatten(new FloatMatrices().Linear(graph, x, $"layer.{layer}.router", Hidden, matrix), count);
    }

    private Value SharedExpert(GraphBuilder graph, Value x, int layer, int size)
    {
        MatrixSlice gate = Names.SharedExpert(layer, "gate", size);
        MatrixSlice up = Names.SharedExpert(layer, "up", size);
        MatrixSlice down = Names.SharedExpert(layer, "down", Hidden);
        return graph.SwiGlu(x, Matrices, $"layer.{layer}.shared", Hidden, size, gate, up, down);
    }
}
