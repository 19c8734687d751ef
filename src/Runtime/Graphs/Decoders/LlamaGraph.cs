namespace SearchEngine.Runtime.Graphs.Decoders;

/// <summary>
/// Llama (Touvron et al. 2023): the decoder block of 2024. RMSNorm comes before each half, not after it; attention turns its queries and keys by their positions
/// itself and shares keys and values among groups of queries; the feed-forward network is gated (SwiGLU); nothing has a bias.
/// </summary>
internal class LlamaGraph(DecoderSettings settings, DecoderNames names, IDecoderMatrices matrices)
{
    protected DecoderSettings Settings => settings;

    protected DecoderNames Names => names;

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
            if (layer == shape.Layers - 1) (stream, fed) = (graph.ChosenRows(stream, inputs.Rows), graph.ChosenRows(fed, inputs.Rows));
            (normed, stream) = graph.AddAndRmsNorm(stream, fed, layer == shape.Layers - 1 ? names.LastNorm : names.AttentionNorm(layer + 1), Hidden, settings.Epsilon);
        }
        Value logits = settings.IsTied
            ? matrices.TiedHead(graph, normed, names.Embedding, shape.Vocabulary, Hidden)
            : matrices.Product(graph, normed, names.Head, Hidden, new MatrixRows(names.Head, shape.Vocabulary));
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
        Value qkv = matrices.Product(
            graph, x, $"layer.{layer}.qkv", Hidden, new(names.Projection(layer, "q"), queries), new(names.Projection(layer, "k"), keys), new(names.Projection(layer, "v"), keys));
        Value mixed = graph.GroupQueryAttention(qkv, inputs, settings, layer);
        return matrices.Product(graph, mixed, $"layer.{layer}.o", queries, new MatrixRows(names.Projection(layer, "o"), Hidden));
    }
}
