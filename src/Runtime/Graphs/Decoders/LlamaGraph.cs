namespace SearchEngine.Runtime.Graphs.Decoders;

/// <summary>
/// Llama (Touvron et al. 2023): the decoder block of 2024. RMSNorm comes before each half, not after it; attention turns its queries and keys by their positions
/// itself and shares keys and values among groups of queries; the feed-forward network is gated (SwiGLU); nothing has a bias.
/// </summary>
internal class LlamaGraph(DecoderSettings settings, DecoderTensorNames names, IDecoderMatrices matrices)
{
    protected DecoderSettings Settings => settings;

    protected DecoderTensorNames Names => names;

    protected IDecoderMatrices Matrices => matrices;

    protected int Hidden => settings.Shape.Hidden;

    /// <summary>Token ids to the logits of the rows asked for, [m, vocabulary].</summary>
    public Value Build(GraphBuilder graph, DecoderInputs inputs)
    {
        DecoderShape shape = settings.Shape;
        Value stream = graph.Scale(matrices.Embed(graph, inputs.Tokens, names.Embedding, shape.Vocabulary, Hidden), "embedding.scale", settings.EmbeddingScale);
        Value normed = graph.RmsNorm(stream, names.AttentionNorm(0), Hidden, settings.Epsilon);
        for (int layer = 0; layer < shape.Layers; layer++)
        {
            Value attended = graph.Scale(Attention(graph, normed, inputs, layer), "residual.scale", settings.ResidualScale);
            (normed, stream) = graph.AddAndRmsNorm(stream, attended, names.FeedForwardNorm(layer), Hidden, settings.Epsilon);
            Value fed = graph.Scale(FeedForward(graph, normed, layer), "residual.scale", settings.ResidualScale);
            if (layer == shape.Layers - 1) (stream, fed) = (graph.SelectRows(stream, inputs.Rows), graph.SelectRows(fed, inputs.Rows));
            (normed, stream) = graph.AddAndRmsNorm(stream, fed, layer == shape.Layers - 1 ? names.FinalNorm : names.AttentionNorm(layer + 1), Hidden, settings.Epsilon);
        }
        Value logits = settings.HasTiedEmbeddings
            ? matrices.TiedHead(graph, normed, names.Embedding, shape.Vocabulary, Hidden)
            : matrices.Linear(graph, normed, names.Head, Hidden, new MatrixSlice(names.Head, shape.Vocabulary));
        return graph.Scale(logits, "logit.scale", 1 / settings.LogitDivisor);
    }

    /// <summary>What takes the normalized stream [1, n, hidden] and adds knowledge to it: here one gated network for all tokens.</summary>
    protected virtual Value FeedForward(GraphBuilder graph, Value x, int layer)
    {
        int size = settings.FeedForward;
        return graph.SwiGlu(x, matrices, $"layer.{layer}.dense", Hidden, size, names.Dense(layer, "gate", size), names.Dense(layer, "up", size), names.Dense(layer, "down", Hidden));
    }

    private Value Attention(GraphBuilder graph, Value x, DecoderInputs inputs, int layer)
    {
        DecoderShape shape = settings.Shape;
        int queries = shape.Heads * shape.HeadSize, keys = shape.KeyValueHeads * shape.HeadSize;
        Value qkv = matrices.Linear(
            graph, x, $"layer.{layer}.qkv", Hidden, new(names.Projection(layer, "q"), queries), new(names.Projection(layer, "k"), keys), new(names.Projection(layer, "v"), keys));
        Value mixed = graph.GroupQueryAttention(qkv, inputs, settings, layer);
        return matrices.Linear(graph, mixed, $"layer.{layer}.o", queries, new MatrixSlice(names.Projection(layer, "o"), Hidden));
    }
}
