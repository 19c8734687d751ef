using SearchEngine.Runtime.Checkpoints;

namespace SearchEngine.Runtime.Graphs.Encoders;

/// <summary>
/// MPNet (Song et al. 2020): BERT's block without segments, whose attention also adds a learned bias for the distance between key and
/// query (Raffel et al. 2020): each small distance has its own bucket, larger distances share buckets of logarithmically growing width. All
/// layers share the biases.
/// </summary>
internal sealed record MpnetGraph(
    int Layers, int Hidden, int Heads, int FeedForward, int Vocabulary, int Positions, int Buckets, float Epsilon, string Prefix)
    : IEncoderFamily
{
    private const int DefaultBuckets = 32;

    /// <summary>Two on either side: one for the query's own position, and one for all other distances.</summary>
    private const int MinBuckets = 4;

    /// <summary>
    /// Positions start after the padding token's id, as in RoBERTa; the reference assumes the id 1 regardless of the configuration.
    /// </summary>
    private const int FirstPosition = 2;

    /// <summary>All distances from here on share the last bucket.</summary>
    private const int MaxDistance = 128;

    public EncoderShape Shape => new(Hidden, Vocabulary, FirstPosition, Positions - FirstPosition, HasSegments: false);

    private PostNormBlock Block => new()
    {
        Hidden = Hidden,
        Heads = Heads,
        FeedForward = FeedForward,
        Epsilon = Epsilon,
        Queries = "attention.attn.q",
        Keys = "attention.attn.k",
        Values = "attention.attn.v",
        AttentionOutput = "attention.attn.o",
        AttentionNorm = "attention.LayerNorm",
        Widening = "intermediate.dense",
        Narrowing = "output.dense",
        OutputNorm = "output.LayerNorm",
    };

    public static MpnetGraph Read(Checkpoint checkpoint)
    {
        JsonFile config = checkpoint.Config;
        config.RequireOneOf("hidden_act", "gelu");
        int hidden = config.GetPositiveInt("hidden_size"), positions = config.GetPositiveInt("max_position_embeddings");
        int buckets = config.GetIntOrNull("relative_attention_num_buckets") ?? DefaultBuckets;
        if (positions <= FirstPosition)
            throw Error("max_position_embeddings", $"is {positions}, but the first token's position is {FirstPosition}");
        if (buckets < MinBuckets) throw Error("relative_attention_num_buckets", $"is {buckets}, but must be at least {MinBuckets}");
        return new MpnetGraph(
            config.GetPositiveInt("num_hidden_layers"),
            hidden,
            config.ReadHeadCount("num_attention_heads", hidden),
            config.GetPositiveInt("intermediate_size"),
            config.GetPositiveInt("vocab_size"),
            positions,
            buckets,
            (float)config.GetDouble("layer_norm_eps", 1e-12),
            checkpoint.Has("mpnet.embeddings.word_embeddings.weight") ? "mpnet." : "");

        CheckpointException Error(string field, string reason) => new(config.Path, field, reason);
    }

    public Value Build(GraphBuilder graph, EncoderInputs inputs, bool firstTokenOnly)
    {
        PostNormBlock block = Block;
        Value hidden = Embed(graph, inputs);
        Value distanceBias = graph.RelativePositionBias(inputs.BiasPositions(graph), ReadDistanceBiases(graph.Weights), Heads);
        Value bias = graph.AddBias(distanceBias, inputs.AttentionBias);
        for (int layer = 0; layer < Layers; layer++)
        {
            bool isOnlyFirst = firstTokenOnly && layer == Layers - 1;
            hidden = block.Build(graph, hidden, inputs, bias, $"{Prefix}encoder.layer.{layer}.", isOnlyFirst);
        }
        return hidden;
    }

    /// <summary>
    /// Returns the bucket of a distance (key minus query): the lower half for keys before the query, the upper half for keys after it.
    /// </summary>
    internal static int GetBucket(int distance, int buckets)
    {
        int half = buckets / 2, exact = half / 2;
        int side = distance > 0 ? half : 0, magnitude = Math.Abs(distance);
        if (magnitude < exact) return side + magnitude;
        // In float32 like the reference, whose rounding determines the boundaries between buckets.
        float share = MathF.Log((float)magnitude / exact) / (float)Math.Log((double)MaxDistance / exact);
        return side + Math.Min(exact + (int)(share * (half - exact)), half - 1);
    }

    private float[] ReadDistanceBiases(IWeights weights)
    {
        float[] bucketBiases = weights.Read(Prefix + "encoder.relative_attention_bias.weight", Buckets, Heads);
        int maxDistance = Positions - 1, distances = 2 * maxDistance + 1;
        float[] table = new float[Heads * distances];
        for (int distance = -maxDistance; distance <= maxDistance; distance++)
        {
            int bucket = GetBucket(distance, Buckets);
            for (int head = 0; head < Heads; head++) table[head * distances + maxDistance + distance] = bucketBiases[bucket * Heads + head];
        }
        return table;
    }

    private Value Embed(GraphBuilder graph, EncoderInputs inputs)
    {
        string name = Prefix + "embeddings.";
        Value tokens = graph.Embedding(inputs.Tokens, name + "word_embeddings", Vocabulary, Hidden);
        Value positions = graph.Embedding(inputs.Positions, name + "position_embeddings", Positions, Hidden);
        return graph.LayerNorm(graph.Add(tokens, positions), name + "LayerNorm", Hidden, Epsilon);
    }
}
