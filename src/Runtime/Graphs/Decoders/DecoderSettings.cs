using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Checkpoints.Gguf;

namespace SearchEngine.Runtime.Graphs.Decoders;

/// <summary>What a decoder's configuration says, whatever file said it.</summary>
/// <param name="Family">The architecture's name in Hugging Face's spelling.</param>
/// <param name="Shape">What callers must know.</param>
/// <param name="FeedForward">Neurons of the feed-forward network; 0 where experts take its place.</param>
internal sealed record DecoderSettings(string Family, DecoderShape Shape, int FeedForward)
{
    /// <summary>Of RMSNorm.</summary>
    public required float Epsilon { get; init; }

    /// <summary>Theta of the rotary positions.</summary>
    public required double RotaryBase { get; init; }

    /// <summary>Whether pairs of a head's numbers are neighbours, as GGUF files order them, or the head's halves.</summary>
    public required bool IsInterleaved { get; init; }

    /// <summary>Factor of the attention scores before softmax.</summary>
    public required float AttentionScale { get; init; }

    /// <summary>Factor of the token embeddings.</summary>
    public float EmbeddingScale { get; init; } = 1;

    /// <summary>Factor of what a sub-layer adds to the residual stream.</summary>
    public float ResidualScale { get; init; } = 1;

    /// <summary>What the logits are divided by.</summary>
    public float LogitDivisor { get; init; } = 1;

    /// <summary>Whether the output layer is the token embedding (Press and Wolf 2017).</summary>
    public required bool HasTiedEmbeddings { get; init; }

    /// <summary>Reads config.json of a Hugging Face folder.</summary>
    /// <exception cref="CheckpointException">A field is missing, or asks for a variant that is not known.</exception>
    public static DecoderSettings Read(JsonFile config, string family)
    {
        config.RequireOneOf("hidden_act", "silu");
        if (config.GetBool("attention_bias") || config.GetBool("mlp_bias")) throw new CheckpointException(config.Path, "attention_bias", "is not known here; known are decoders without biases");
        int hidden = config.GetPositiveInt("hidden_size"), heads = config.GetPositiveInt("num_attention_heads");
        int headSize = config.GetIntOrNull("head_dim") ?? hidden / heads;
        int experts = config.GetIntOrNull("num_local_experts") ?? 0, size = config.GetPositiveInt("intermediate_size");
        DecoderShape shape = new(
            config.GetPositiveInt("num_hidden_layers"), hidden, heads, config.GetIntOrNull("num_key_value_heads") ?? heads, headSize, config.GetPositiveInt("vocab_size"), config.GetPositiveInt("max_position_embeddings"),
            experts == 0 ? null : new ExpertShape(experts, config.GetPositiveInt("num_experts_per_tok"), size, config.GetIntOrNull("shared_intermediate_size") ?? 0));
        return new DecoderSettings(family, shape, experts == 0 ? size : 0)
        {
            Epsilon = (float)config.GetDouble("rms_norm_eps", 1e-6),
            RotaryBase = config.ReadRotaryBase("rope_theta", Rotary.DefaultBase),
            IsInterleaved = false,
            AttentionScale = (float)config.GetDouble("attention_multiplier", 1 / Math.Sqrt(headSize)),
            EmbeddingScale = (float)config.GetDouble("embedding_multiplier", 1),
            ResidualScale = (float)config.GetDouble("residual_multiplier", 1),
            LogitDivisor = (float)config.GetDouble("logits_scaling", 1),
            HasTiedEmbeddings = config.GetBool("tie_word_embeddings"),
        }.Validate(config.Path);
    }

    /// <summary>Reads the metadata of a GGUF file.</summary>
    /// <exception cref="CheckpointException">A key is missing, or asks for a variant that is not known.</exception>
    public static DecoderSettings Read(GgufFile file)
    {
        GgufMetadata data = file.Metadata;
        string family = file.Architecture;
        int hidden = Count("embedding_length"), heads = Count("attention.head_count");
        int headSize = data.GetIntOrNull(Key("attention.key_length")) ?? data.GetIntOrNull(Key("rope.dimension_count")) ?? hidden / heads;
        int experts = data.GetIntOrNull(Key("expert_count")) ?? 0, size = Count("feed_forward_length");
        if (data.GetStringOrNull(Key("rope.scaling.type")) is { } scaling and not "none") throw new CheckpointException(file.Path, Key("rope.scaling.type"), $"'{scaling}' is not known; known is none, plain rotary positions");
        int vocabulary = data.GetIntOrNull(Key("vocab_size")) ?? (file.Tensors.TryGetValue(DecoderTensorNames.Gguf.Embedding, out GgufTensor? embedding) ? (int)embedding.Shape[0] : Count("vocab_size"));
        DecoderShape shape = new(
            Count("block_count"), hidden, heads, data.GetIntOrNull(Key("attention.head_count_kv")) ?? heads, headSize, vocabulary, Count("context_length"),
            experts == 0 ? null : new ExpertShape(experts, Count("expert_used_count"), data.GetIntOrNull(Key("expert_feed_forward_length")) ?? size, data.GetIntOrNull(Key("expert_shared_feed_forward_length")) ?? 0));
        return new DecoderSettings(family, shape, experts == 0 ? size : 0)
        {
            Epsilon = (float)data.GetDouble(Key("attention.layer_norm_rms_epsilon"), 1e-6),
            RotaryBase = data.GetDouble(Key("rope.freq_base"), Rotary.DefaultBase),
            IsInterleaved = true,
            AttentionScale = (float)data.GetDouble(Key("attention.scale"), 1 / Math.Sqrt(headSize)),
            EmbeddingScale = (float)data.GetDouble(Key("embedding_scale"), 1),
            ResidualScale = (float)data.GetDouble(Key("residual_scale"), 1),
            LogitDivisor = (float)data.GetDouble(Key("logit_scale"), 1),
            HasTiedEmbeddings = !file.Has(DecoderTensorNames.Gguf.Head),
        }.Validate(file.Path);

        string Key(string name) => $"{family}.{name}";
        int Count(string name) => data.GetPositiveInt(Key(name));
    }

    /// <summary>Refuses numbers that do not go together.</summary>
    public DecoderSettings Validate(string path)
    {
        if (Shape.Heads % Shape.KeyValueHeads != 0) throw new CheckpointException(path, "num_key_value_heads", $"{Shape.KeyValueHeads} key heads cannot be shared evenly by {Shape.Heads} query heads");
        if (Shape.HeadSize % 2 != 0) throw new CheckpointException(path, "head_dim", $"is {Shape.HeadSize}; rotary positions turn pairs, so it must be even");
        if (Shape.Experts is { } experts && experts.ExpertsPerToken > experts.Count) throw new CheckpointException(path, "num_experts_per_tok", $"is {experts.ExpertsPerToken}, of only {experts.Count} experts");
        return this;
    }
}
