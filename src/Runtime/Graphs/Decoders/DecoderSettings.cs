using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Checkpoints.Gguf;

namespace SearchEngine.Runtime.Graphs.Decoders;

/// <summary>The settings of a decoder, independent of the file that contains them.</summary>
/// <param name="Family">Name of the architecture as used by Hugging Face.</param>
/// <param name="Shape">Sizes that callers need.</param>
/// <param name="FeedForward">Intermediate size of the feed-forward network; 0 if experts replace it.</param>
internal sealed record DecoderSettings(string Family, DecoderShape Shape, int FeedForward)
{
    /// <summary>Epsilon of RMSNorm.</summary>
    public required float Epsilon { get; init; }

    /// <summary>Theta of the rotary position embedding.</summary>
    public required double RotaryBase { get; init; }

    /// <summary>
    /// Whether rotated pairs are neighbouring numbers of a head, as in GGUF files; otherwise they are the two halves of the head.
    /// </summary>
    public required bool IsInterleaved { get; init; }

    /// <summary>Factor applied to the attention scores before softmax.</summary>
    public required float AttentionScale { get; init; }

    /// <summary>Factor applied to the token embeddings.</summary>
    public float EmbeddingScale { get; init; } = 1;

    /// <summary>Factor applied to each sub-layer's output before it is added to the residual stream.</summary>
    public float ResidualScale { get; init; } = 1;

    /// <summary>Divisor of the logits.</summary>
    public float LogitDivisor { get; init; } = 1;

    /// <summary>Whether the output layer reuses the token embedding (Press and Wolf 2017).</summary>
    public required bool HasTiedEmbeddings { get; init; }

    /// <summary>Reads config.json of a Hugging Face folder.</summary>
    /// <exception cref="CheckpointException">A field is missing, or a variant is not supported.</exception>
    public static DecoderSettings Read(JsonFile config, string family)
    {
        config.RequireOneOf("hidden_act", "silu");
        foreach (string flag in (string[])["attention_bias", "mlp_bias"])
        {
            if (config.GetBool(flag))
                throw new CheckpointException(config.Path, flag, "is true, but decoders with biases are not supported");
        }
        DecoderShape shape = ReadShape(config);
        return new DecoderSettings(family, shape, shape.Experts is null ? config.GetPositiveInt("intermediate_size") : 0)
        {
            Epsilon = (float)config.GetDouble("rms_norm_eps", 1e-6),
            RotaryBase = config.ReadRotaryBase("rope_theta", Rotary.DefaultBase),
            IsInterleaved = false,
            AttentionScale = (float)config.GetDouble("attention_multiplier", 1 / Math.Sqrt(shape.HeadSize)),
            EmbeddingScale = (float)config.GetDouble("embedding_multiplier", 1),
            ResidualScale = (float)config.GetDouble("residual_multiplier", 1),
            LogitDivisor = (float)config.GetDouble("logits_scaling", 1),
            HasTiedEmbeddings = config.GetBool("tie_word_embeddings"),
        }.Validate(config.Path);
    }

    /// <summary>Reads the metadata of a GGUF file.</summary>
    /// <exception cref="CheckpointException">A key is missing, or a variant is not supported.</exception>
    public static DecoderSettings Read(GgufFile file)
    {
        GgufMetadata metadata = file.Metadata;
        string family = file.Architecture, scalingKey = Key("rope.scaling.type");
        if (metadata.GetStringOrNull(scalingKey) is { } scaling and not "none")
            throw new CheckpointException(file.Path, scalingKey, $"is '{scaling}', but scaled rotary positions are not supported");
        DecoderShape shape = ReadShape(file);
        return new DecoderSettings(family, shape, shape.Experts is null ? metadata.GetPositiveInt(Key("feed_forward_length")) : 0)
        {
            Epsilon = (float)metadata.GetDouble(Key("attention.layer_norm_rms_epsilon"), 1e-6),
            RotaryBase = metadata.GetDouble(Key("rope.freq_base"), Rotary.DefaultBase),
            IsInterleaved = true,
            AttentionScale = (float)metadata.GetDouble(Key("attention.scale"), 1 / Math.Sqrt(shape.HeadSize)),
            EmbeddingScale = (float)metadata.GetDouble(Key("embedding_scale"), 1),
            ResidualScale = (float)metadata.GetDouble(Key("residual_scale"), 1),
            LogitDivisor = (float)metadata.GetDouble(Key("logit_scale"), 1),
            HasTiedEmbeddings = !file.Has(DecoderTensorNames.Gguf.Head),
        }.Validate(file.Path);

        string Key(string name) => $"{family}.{name}";
    }

    private static DecoderShape ReadShape(JsonFile config)
    {
        int hidden = config.GetPositiveInt("hidden_size"), heads = config.GetPositiveInt("num_attention_heads");
        int experts = config.GetIntOrNull("num_local_experts") ?? 0, size = config.GetPositiveInt("intermediate_size");
        return new DecoderShape(
            config.GetPositiveInt("num_hidden_layers"),
            hidden,
            heads,
            config.GetIntOrNull("num_key_value_heads") ?? heads,
            config.GetIntOrNull("head_dim") ?? hidden / heads,
            config.GetPositiveInt("vocab_size"),
            config.GetPositiveInt("max_position_embeddings"),
            experts == 0 ? null : ReadExperts());

        ExpertShape ReadExperts() =>
            new(experts, config.GetPositiveInt("num_experts_per_tok"), size, config.GetIntOrNull("shared_intermediate_size") ?? 0);
    }

    private static DecoderShape ReadShape(GgufFile file)
    {
        int hidden = GetPositive("embedding_length"), heads = GetPositive("attention.head_count");
        int experts = GetOrNull("expert_count") ?? 0, size = GetPositive("feed_forward_length");
        return new DecoderShape(
            GetPositive("block_count"),
            hidden,
            heads,
            GetOrNull("attention.head_count_kv") ?? heads,
            GetOrNull("attention.key_length") ?? GetOrNull("rope.dimension_count") ?? hidden / heads,
            GetOrNull("vocab_size") ?? CountEmbeddings() ?? GetPositive("vocab_size"),
            GetPositive("context_length"),
            experts == 0 ? null : ReadExperts());

        ExpertShape ReadExperts()
        {
            int expertSize = GetOrNull("expert_feed_forward_length") ?? size;
            int sharedSize = GetOrNull("expert_shared_feed_forward_length") ?? 0;
            return new ExpertShape(experts, GetPositive("expert_used_count"), expertSize, sharedSize);
        }

        int? CountEmbeddings() =>
            file.Tensors.TryGetValue(DecoderTensorNames.Gguf.Embedding, out GgufTensor? embedding) ? (int)embedding.Shape[0] : null;
        int GetPositive(string name) => file.Metadata.GetPositiveInt($"{file.Architecture}.{name}");
        int? GetOrNull(string name) => file.Metadata.GetIntOrNull($"{file.Architecture}.{name}");
    }

    /// <summary>Throws if the sizes are inconsistent.</summary>
    private DecoderSettings Validate(string path)
    {
        if (Shape.Heads % Shape.KeyValueHeads != 0)
            throw Error("num_key_value_heads", $"is {Shape.KeyValueHeads}, which does not divide the {Shape.Heads} query heads");
        if (Shape.HeadSize % 2 != 0)
            throw Error("head_dim", $"is {Shape.HeadSize}, but must be even, because rotary positions rotate pairs");
        if (Shape.Experts is { } experts && experts.ExpertsPerToken > experts.Count)
            throw Error("num_experts_per_tok", $"is {experts.ExpertsPerToken}, but there are only {experts.Count} experts");
        return this;

        CheckpointException Error(string field, string reason) => new(path, field, reason);
    }
}
