using SearchEngine.Runtime.Checkpoints;

namespace SearchEngine.Runtime.Graphs.Encoders;

/// <summary>
/// Nomic BERT (Nussbaum et al. 2024): like BERT it normalizes after each half, but it rotates queries and keys by their positions and gates
/// the feed-forward network with SiLU (SwiGLU, Shazeer 2020).
/// </summary>
internal sealed record NomicBertGraph(
    int Layers, int Hidden, int Heads, int FeedForward, int Vocabulary, int Positions, int Segments, float Epsilon, double RotaryBase)
    : IEncoderFamily
{
    /// <summary>Whether attention and the two layers of the feed-forward network have biases.</summary>
    public required (bool Attention, bool Widening, bool Narrowing) Bias { get; init; }

    public EncoderShape Shape => new(Hidden, Vocabulary, 0, Positions, HasSegments: Segments > 1);

    public static NomicBertGraph Read(Checkpoint checkpoint)
    {
        JsonFile config = checkpoint.Config;
        ThrowIfUnsupported(config);
        int hidden = config.GetPositiveInt("hidden_size", "n_embd");
        return new NomicBertGraph(
            config.GetPositiveInt("num_hidden_layers", "n_layer"),
            hidden,
            config.ReadHeadCount("num_attention_heads", hidden, "n_head"),
            config.GetPositiveInt("intermediate_size", "n_inner"),
            config.GetPositiveInt("vocab_size"),
            ReadPositions(config),
            config.GetPositiveInt("type_vocab_size"),
            (float)(config.GetDoubleOrNull("layer_norm_eps") ?? config.GetDouble("layer_norm_epsilon", 1e-12)),
            config.ReadRotaryBase("rotary_emb_base", config.GetDouble("rope_theta", Rotary.DefaultBase)))
        {
            Bias = (config.GetBool("qkv_proj_bias"), config.GetBool("mlp_fc1_bias"), config.GetBool("mlp_fc2_bias")),
        };
    }

    public Value Build(GraphBuilder graph, EncoderInputs inputs, bool firstTokenOnly)
    {
        RotaryTables tables = graph.RotaryTables("rotary", Positions, Hidden / Heads, RotaryBase);
        Value hidden = Embed(graph, inputs);
        for (int layer = 0; layer < Layers; layer++)
            hidden = Block(graph, hidden, inputs, tables, $"encoder.layers.{layer}.", firstTokenOnly && layer == Layers - 1);
        return hidden;
    }

    private static int ReadPositions(JsonFile config)
    {
        int positions = config.GetPositiveInt("max_position_embeddings", "n_positions");
        // Beyond the trained length such checkpoints change the base as the text grows.
        bool isScaled = config.GetDoubleOrNull("rotary_scaling_factor") is not null;
        return isScaled ? Math.Min(positions, config.GetIntOrNull("max_trained_positions") ?? positions) : positions;
    }

    private static void ThrowIfUnsupported(JsonFile config)
    {
        config.RequireOneOf("hidden_act", "silu");
        config.RequireOneOf("activation_function", "swiglu");
        foreach (string flag in (string[])["prenorm", "use_rms_norm", "rotary_emb_interleaved"])
        {
            if (config.GetBool(flag)) throw Error(flag, "is true, but NomicBert models with this option are not supported");
        }
        double rotated = config.GetDouble("rotary_emb_fraction", 1);
        if (rotated != 1)
            throw Error("rotary_emb_fraction", $"is {rotated}, but NomicBert models that rotate only part of a head are not supported");
        int? expertInterval = config.GetIntOrNull("moe_every_n_layers");
        if (expertInterval > 0)
            throw Error("moe_every_n_layers", $"is {expertInterval}, but NomicBert models with experts are not supported");

        CheckpointException Error(string field, string reason) => new(config.Path, field, reason);
    }

    private Value Embed(GraphBuilder graph, EncoderInputs inputs)
    {
        Value tokens = graph.Embedding(inputs.Tokens, "embeddings.word_embeddings", Vocabulary, Hidden);
        Value segments = Shape.HasSegments
            ? graph.Embedding(inputs.Segments, "embeddings.token_type_embeddings", Segments, Hidden)
            : graph.SingleRow("embeddings.token_type_embeddings", Hidden);
        return graph.LayerNorm(graph.Add(tokens, segments), "emb_ln", Hidden, Epsilon);
    }

    private Value Block(GraphBuilder graph, Value x, EncoderInputs inputs, RotaryTables tables, string name, bool firstTokenOnly)
    {
        (Value rows, Value positions, Value bias) = firstTokenOnly
            ? (graph.FirstToken(x), graph.FirstToken(inputs.Positions), graph.FirstQuery(inputs.AttentionBias))
            : (x, inputs.Positions, inputs.AttentionBias);
        Value q = graph.RotaryEmbedding(Project(rows, 0), positions, tables);
        Value k = graph.RotaryEmbedding(Project(x, 1), inputs.Positions, tables);
        Value v = Project(x, 2);
        Value mixed = graph.Attention(q, k, v, inputs, bias, Heads);
        Value attention = graph.Linear(mixed, name + "attn.out_proj", Hidden, Hidden, Bias.Attention);
        Value attended = graph.AddAndNorm(attention, rows, name + "norm1", Hidden, Epsilon);
        Value gate = graph.Silu(graph.Linear(attended, name + "mlp.fc12", Hidden, FeedForward, Bias.Widening));
        Value wide = graph.Multiply(graph.Linear(attended, name + "mlp.fc11", Hidden, FeedForward, Bias.Widening), gate);
        Value narrow = graph.Linear(wide, name + "mlp.fc2", FeedForward, Hidden, Bias.Narrowing);
        return graph.AddAndNorm(narrow, attended, name + "norm2", Hidden, Epsilon);

        Value Project(Value from, int part) =>
            graph.StackedLinear(from, name + "attn.Wqkv", Hidden, Hidden, part, parts: 3, Bias.Attention);
    }
}
