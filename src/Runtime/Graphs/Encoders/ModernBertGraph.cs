using SearchEngine.Runtime.Checkpoints;

namespace SearchEngine.Runtime.Graphs.Encoders;

/// <summary>
/// ModernBERT (Warner et al. 2024), a modernized encoder block. Normalization comes before attention and before the feed-forward network,
/// and once more at the end; queries and keys are rotated by their positions; every third layer attends to the whole text, the others to a
/// sliding window; the feed-forward network is gated.
/// </summary>
internal sealed record ModernBertGraph(
    int Layers, int Hidden, int Heads, int FeedForward, int Vocabulary, int Positions, float Epsilon, string Prefix) : IEncoderFamily
{
    private const string Global = "full_attention", Local = "sliding_attention";

    /// <summary>Which layers attend only to a window.</summary>
    public required IReadOnlyList<bool> IsLocal { get; init; }

    /// <summary>Reach of the window to either side.</summary>
    public required int WindowRadius { get; init; }

    /// <summary>Rotary base of the global and of the local layers.</summary>
    public required (double Global, double Local) RotaryBase { get; init; }

    /// <summary>Whether attention, feed-forward network and normalization have biases.</summary>
    public required (bool Attention, bool FeedForward, bool Norm) Bias { get; init; }

    public EncoderShape Shape => new(Hidden, Vocabulary, 0, Positions, HasSegments: false);

    public static ModernBertGraph Read(Checkpoint checkpoint)
    {
        JsonFile config = checkpoint.Config;
        config.RequireOneOf("hidden_activation", "gelu");
        int hidden = config.GetPositiveInt("hidden_size"), layers = config.GetPositiveInt("num_hidden_layers");
        double globalBase = config.ReadRotaryBase("global_rope_theta", 160_000, Global);
        double localBase = config.ReadRotaryBase("local_rope_theta", Rotary.DefaultBase, Local);
        return new ModernBertGraph(
            layers,
            hidden,
            config.ReadHeadCount("num_attention_heads", hidden),
            config.GetPositiveInt("intermediate_size"),
            config.GetPositiveInt("vocab_size"),
            config.GetPositiveInt("max_position_embeddings"),
            (float)config.GetDouble("norm_eps", 1e-5),
            checkpoint.Has("model.embeddings.tok_embeddings.weight") ? "model." : "")
        {
            IsLocal = ReadLocalLayers(config, layers),
            WindowRadius = config.GetPositiveInt("local_attention") / 2,
            RotaryBase = (globalBase, localBase),
            Bias = (config.GetBool("attention_bias"), config.GetBool("mlp_bias"), config.GetBool("norm_bias")),
        };
    }

    public Value Build(GraphBuilder graph, EncoderInputs inputs, bool firstTokenOnly)
    {
        int headSize = Hidden / Heads;
        RotaryTables globalTables = graph.RotaryTables("rotary.global", Positions, headSize, RotaryBase.Global);
        RotaryTables localTables = graph.RotaryTables("rotary.local", Positions, headSize, RotaryBase.Local);
        Value window = graph.AddBias(graph.SlidingWindowBias(inputs.BiasPositions(graph), WindowRadius), inputs.AttentionBias);
        Value hidden = graph.Embedding(inputs.Tokens, Prefix + "embeddings.tok_embeddings", Vocabulary, Hidden);
        hidden = Norm(graph, hidden, Prefix + "embeddings.norm");
        for (int layer = 0; layer < Layers; layer++)
        {
            EncoderInputs layerInputs = IsLocal[layer] ? inputs with { AttentionBias = window } : inputs;
            RotaryTables tables = IsLocal[layer] ? localTables : globalTables;
            hidden = Block(graph, hidden, layerInputs, tables, layer, firstTokenOnly && layer == Layers - 1);
        }
        return Norm(graph, hidden, Prefix + "final_norm");
    }

    private static bool[] ReadLocalLayers(JsonFile config, int layers)
    {
        if (config.GetStringsOrNull("layer_types") is not { } types)
        {
            int interval = config.GetPositiveInt("global_attn_every_n_layers");
            return [.. Enumerable.Range(0, layers).Select(layer => layer % interval != 0)];
        }
        if (types.Count != layers) throw Error($"lists {types.Count} layers, but num_hidden_layers is {layers}");
        if (types.FirstOrDefault(type => type is not (Global or Local)) is { } other)
            throw Error($"contains '{other}', but only {Global} and {Local} are supported");
        return [.. types.Select(type => type == Local)];

        CheckpointException Error(string reason) => new(config.Path, "layer_types", reason);
    }

    private Value Block(GraphBuilder graph, Value x, EncoderInputs inputs, RotaryTables tables, int layer, bool firstTokenOnly)
    {
        string name = $"{Prefix}layers.{layer}.";
        // The embeddings are already normalized, so the first layer skips its norm.
        Value normalized = layer == 0 ? x : Norm(graph, x, name + "attn_norm");
        (Value rows, Value positions, Value bias) = firstTokenOnly
            ? (graph.FirstToken(x), graph.FirstToken(inputs.Positions), graph.FirstQuery(inputs.AttentionBias))
            : (x, inputs.Positions, inputs.AttentionBias);
        Value normalizedRows = layer == 0 ? rows : firstTokenOnly ? graph.FirstToken(normalized) : normalized;
        Value q = graph.RotaryEmbedding(Project(normalizedRows, 0), positions, tables);
        Value k = graph.RotaryEmbedding(Project(normalized, 1), inputs.Positions, tables);
        Value v = Project(normalized, 2);
        Value attention = graph.Attention(q, k, v, inputs, bias, Heads);
        Value attended = graph.Add(rows, graph.Linear(attention, name + "attn.Wo", Hidden, Hidden, Bias.Attention));
        Value normedAttended = Norm(graph, attended, name + "mlp_norm");
        Value gated = graph.Multiply(graph.Gelu(Widen(0)), Widen(1));
        return graph.Add(attended, graph.Linear(gated, name + "mlp.Wo", FeedForward, Hidden, Bias.FeedForward));

        Value Project(Value from, int part) =>
            graph.StackedLinear(from, name + "attn.Wqkv", Hidden, Hidden, part, parts: 3, Bias.Attention);
        Value Widen(int part) =>
            graph.StackedLinear(normedAttended, name + "mlp.Wi", Hidden, FeedForward, part, parts: 2, Bias.FeedForward);
    }

    private Value Norm(GraphBuilder graph, Value x, string name) => graph.LayerNorm(x, name, Hidden, Epsilon, Bias.Norm);
}
