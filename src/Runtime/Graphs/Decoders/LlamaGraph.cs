namespace SearchEngine.Runtime.Graphs.Decoders;

/// <summary>
/// Llama (Touvron et al. 2023), the decoder block that most later models share. RMSNorm comes before each half, not after it; attention
/// rotates queries and keys by their positions and shares keys and values among groups of queries; the feed-forward network is gated
/// (SwiGLU); there are no biases.
/// </summary>
internal class LlamaGraph(DecoderSettings settings, DecoderTensorNames names, IDecoderMatrices matrices)
{
    protected DecoderSettings Settings => settings;

    protected DecoderTensorNames Names => names;

    protected IDecoderMatrices Matrices => matrices;

    protected int Hidden => settings.Shape.Hidden;

    /// <summary>Token ids to the logits of the requested rows, [m, vocabulary].</summary>
    public Value Build(GraphBuilder graph, DecoderInputs inputs)
    {
        DecoderShape shape = settings.Shape;
        Value embedded = matrices.Embed(graph, inputs.Tokens, names.Embedding, shape.Vocabulary, Hidden);
        Value stream = graph.Scale(embedded, "embedding.scale", settings.EmbeddingScale);
        Value normalized = graph.RmsNorm(stream, names.AttentionNorm(0), Hidden, settings.Epsilon);
        for (int layer = 0; layer < shape.Layers; layer++)
        {
            bool isLast = layer == shape.Layers - 1;
            Value attended = graph.Scale(Attention(graph, normalized, inputs, layer), "residual.scale", settings.ResidualScale);
            (normalized, stream) = graph.AddAndRmsNorm(stream, attended, names.FeedForwardNorm(layer), Hidden, settings.Epsilon);
            Value feedForward = graph.Scale(FeedForward(graph, normalized, layer), "residual.scale", settings.ResidualScale);
            if (isLast) (stream, feedForward) = (graph.SelectRows(stream, inputs.Rows), graph.SelectRows(feedForward, inputs.Rows));
            string nextNorm = isLast ? names.FinalNorm : names.AttentionNorm(layer + 1);
            (normalized, stream) = graph.AddAndRmsNorm(stream, feedForward, nextNorm, Hidden, settings.Epsilon);
        }
        Value logits = settings.HasTiedEmbeddings
            ? matrices.TiedHead(graph, normalized, names.Embedding, shape.Vocabulary, Hidden)
            : matrices.Linear(graph, normalized, names.Head, Hidden, new MatrixSlice(names.Head, shape.Vocabulary));
        return graph.Scale(logits, "logit.scale", 1 / settings.LogitDivisor);
    }

    /// <summary>
    /// The feed-forward half of a block, on the normalized stream [1, n, hidden]: here one gated network for all tokens.
    /// </summary>
    protected virtual Value FeedForward(GraphBuilder graph, Value x, int layer)
    {
        int size = settings.FeedForward;
        MatrixSlice gate = names.Dense(layer, "gate", size), up = names.Dense(layer, "up", size), down = names.Dense(layer, "down", Hidden);
        return graph.SwiGlu(x, matrices, $"layer.{layer}.dense", Hidden, size, gate, up, down);
    }

    private Value Attention(GraphBuilder graph, Value x, DecoderInputs inputs, int layer)
    {
        DecoderShape shape = settings.Shape;
        int queries = shape.Heads * shape.HeadSize, keys = shape.KeyValueHeads * shape.HeadSize;
        MatrixSlice[] projections =
        [
            new(names.Projection(layer, "q"), queries), new(names.Projection(layer, "k"), keys), new(names.Projection(layer, "v"), keys),
        ];
        Value qkv = matrices.Linear(graph, x, $"layer.{layer}.qkv", Hidden, projections);
        Value mixed = graph.GroupQueryAttention(qkv, inputs, settings, layer);
        return matrices.Linear(graph, mixed, $"layer.{layer}.o", queries, new MatrixSlice(names.Projection(layer, "o"), Hidden));
    }
}
