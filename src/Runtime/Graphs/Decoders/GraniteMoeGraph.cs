namespace SearchEngine.Runtime.Graphs.Decoders;

/// <summary>
/// Granite MoE (IBM 2024): the block of <see cref="LlamaGraph"/>, but in place of the feed-forward network a router sends each token through a few of many small
/// experts, beside one that all tokens share, where the checkpoint has it; and what each half adds to the stream is scaled.
/// </summary>
internal sealed class GraniteMoeGraph(DecoderSettings settings, DecoderTensorNames names, IDecoderMatrices matrices) : LlamaGraph(settings, names, matrices)
{
    /// <summary>Logits of every layer's router, [n, experts], once the graph is built.</summary>
    public List<Value> Routers { get; } = [];

    protected override Value FeedForward(GraphBuilder graph, Value x, int layer)
    {
        ExpertShape experts = Settings.Shape.Experts!;
        // The router stays float32 whatever holds the experts: a rounded logit would send tokens elsewhere.
        Value router = graph.Flatten(new FloatMatrices().Linear(graph, x, $"layer.{layer}.router", Hidden, new MatrixSlice(Names.Router(layer), experts.Count)), experts.Count);
        Routers.Add(router);
        Value routed = Matrices.Experts(
            graph, x, router, $"layer.{layer}.experts", experts, Hidden,
            Names.Experts(layer, "gate", experts.Size), Names.Experts(layer, "up", experts.Size), Names.Experts(layer, "down", Hidden));
        if (experts.SharedSize == 0) return routed;

        int size = experts.SharedSize;
        Value shared = graph.SwiGlu(x, Matrices, $"layer.{layer}.shared", Hidden, size, Names.SharedExpert(layer, "gate", size), Names.SharedExpert(layer, "up", size), Names.SharedExpert(layer, "down", Hidden));
        return graph.Add(routed, shared);
    }
}
