using SearchEngine.Runtime.Checkpoints;

namespace SearchEngine.Runtime.Graphs.Encoders;

/// <summary>
/// MPNet (Song et al. 2020): BERT's block without segments, whose attention also adds a learned bias for how far the key is from the query (Raffel
/// et al. 2020): near distances have a bucket each, farther ones share buckets that widen with the logarithm. All layers share the biases.
/// </summary>
internal sealed record MpnetGraph(int Layers, int Hidden, int Heads, int FeedForward, int Vocabulary, int Positions, int Buckets, float Epsilon, string Prefix) : IEncoderFamily
{
    private const int DefaultBuckets = 32;

    /// <summary>Two to either side: one of its own for the query's place, and one for all distances beyond.</summary>
    private const int MinBuckets = 4;

    /// <summary>Positions are counted from the padding token's id, as in RoBERTa; the reference takes it to be 1 whatever the configuration says.</summary>
    private const int FirstPosition = 2;

    /// <summary>Distances from here on share the last bucket.</summary>
    private const int MaxDistance = 128;

    public EncoderShape Shape => new(Hidden, Vocabulary, FirstPosition, Positions - FirstPosition, HasSegments: false);

    public static MpnetGraph Read(Checkpoint checkpoint)
    {
        JsonFile config = checkpoint.Config;
        config.RequireOneOf("hidden_act", "gelu");
        int hidden = config.GetPositiveInt("hidden_size"), positions = config.GetPositiveInt("max_position_embeddings");
        int buckets = config.GetIntOrNull("relative_attention_num_buckets") ?? DefaultBuckets;
        if (positions <= FirstPosition) throw new CheckpointException(config.Path, "max_position_embeddings", $"is {positions}; the first token's position is {FirstPosition}");
        if (buckets < MinBuckets) throw new CheckpointException(config.Path, "relative_attention_num_buckets", $"is {buckets}; at least {MinBuckets} were expected");
        return new MpnetGraph(
            config.GetPositiveInt("num_hidden_layers"), hidden, config.ReadHeadCount("num_attention_heads", hidden), config.GetPositiveInt("intermediate_size"), config.GetPositiveInt("vocab_size"),
            positions, buckets, (float)config.GetDouble("layer_norm_eps", 1e-12),
            checkpoint.Has("mpnet.embeddings.word_embeddings.weight") ? "mpnet." : "");
    }

    public Value Build(GraphBuilder graph, EncoderInputs inputs, bool firstTokenOnly)
    {
        Value hidden = Embed(graph, inputs);
        Value bias = graph.AddBias(graph.RelativePositionBias(inputs.BiasPositions(graph), ReadDistanceBiases(graph.Weights), Heads), inputs.AttentionBias);
        for (int layer = 0; layer < Layers; layer++)
            hidden = Block(graph, hidden, inputs, bias, $"{Prefix}encoder.layer.{layer}.", firstTokenOnly && layer == Layers - 1);
        return hidden;
    }

    /// <summary>The bucket of a distance (key minus query): the lower half for keys before the query, the upper for those after it.</summary>
    internal static int GetBucket(int distance, int buckets)
    {
        int half = buckets / 2, exact = half / 2;
        int side = distance > 0 ? half : 0, far = Math.Abs(distance);
        if (far < exact) return side + far;
        // In float32, as the reference has it: the edges between buckets lie where its rounding puts them.
        float share = MathF.Log((float)far / exact) / (float)Math.Log((double)MaxDistance / exact);
        return side + Math.Min(exact + (int)(share * (half - exact)), half - 1);
    }

    private float[] ReadDistanceBiases(IWeights weights)
    {
        float[] biasOfBucket = weights.Read(Prefix + "encoder.relative_attention_bias.weight", Buckets, Heads);
        int reach = Positions - 1, distances = 2 * reach + 1;
        float[] table = new float[Heads * distances];
        for (int distance = -reach; distance <= reach; distance++)
        {
            int bucket = GetBucket(distance, Buckets);
            for (int head = 0; head < Heads; head++) table[head * distances + reach + distance] = biasOfBucket[bucket * Heads + head];
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

    private Value Block(GraphBuilder graph, Value x, EncoderInputs inputs, Value bias, string name, bool firstTokenOnly)
    {
        Value rows = firstTokenOnly ? graph.FirstToken(x) : x;
        Value rowBias = firstTokenOnly ? graph.FirstQuery(bias) : bias;

        Value q = graph.Linear(rows, name + "attention.attn.q", Hidden, Hidden);
        Value k = graph.Linear(x, name + "attention.attn.k", Hidden, Hidden);
        Value v = graph.Linear(x, name + "attention.attn.v", Hidden, Hidden);
        Value attention = graph.Linear(graph.Attention(q, k, v, inputs, rowBias, Heads), name + "attention.attn.o", Hidden, Hidden);
        Value attended = graph.AddAndNorm(attention, rows, name + "attention.LayerNorm", Hidden, Epsilon);

        Value wide = graph.Gelu(graph.Linear(attended, name + "intermediate.dense", Hidden, FeedForward));
        Value narrow = graph.Linear(wide, name + "output.dense", FeedForward, Hidden);
        return graph.AddAndNorm(narrow, attended, name + "output.LayerNorm", Hidden, Epsilon);
    }
}
