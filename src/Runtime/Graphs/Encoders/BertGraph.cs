using SearchEngine.Runtime.Checkpoints;

namespace SearchEngine.Runtime.Graphs.Encoders;

/// <summary>
/// BERT (Devlin et al. 2018), built on the original transformer encoder. Token, position and segment embeddings are summed and normalized,
/// and pass through a stack of <see cref="PostNormBlock"/>s.
/// </summary>
internal sealed record BertGraph(
    int Layers, int Hidden, int Heads, int FeedForward, int Vocabulary, int Positions, int Segments, float Epsilon, string Prefix)
    : IEncoderFamily
{
    /// <summary>Row of the position embedding for a text's first token.</summary>
    public int FirstPosition { get; init; }

    public EncoderShape Shape => new(Hidden, Vocabulary, FirstPosition, Positions - FirstPosition, HasSegments: Segments > 1);

    private PostNormBlock Block => new()
    {
        Hidden = Hidden,
        Heads = Heads,
        FeedForward = FeedForward,
        Epsilon = Epsilon,
        Queries = "attention.self.query",
        Keys = "attention.self.key",
        Values = "attention.self.value",
        AttentionOutput = "attention.output.dense",
        AttentionNorm = "attention.output.LayerNorm",
        Widening = "intermediate.dense",
        Narrowing = "output.dense",
        OutputNorm = "output.LayerNorm",
    };

    public static BertGraph Read(Checkpoint checkpoint) => Read(checkpoint, "bert.");

    /// <summary>
    /// Reads the configuration; <paramref name="prefix"/> precedes all names in checkpoints that have a head besides the encoder.
    /// </summary>
    public static BertGraph Read(Checkpoint checkpoint, string prefix)
    {
        JsonFile config = checkpoint.Config;
        config.RequireOneOf("hidden_act", "gelu");
        config.RequireOneOf("position_embedding_type", "absolute");
        int hidden = config.GetPositiveInt("hidden_size");
        return new BertGraph(
            config.GetPositiveInt("num_hidden_layers"),
            hidden,
            config.ReadHeadCount("num_attention_heads", hidden),
            config.GetPositiveInt("intermediate_size"),
            config.GetPositiveInt("vocab_size"),
            config.GetPositiveInt("max_position_embeddings"),
            config.GetPositiveInt("type_vocab_size"),
            (float)config.GetDouble("layer_norm_eps", 1e-12),
            checkpoint.Has(prefix + "embeddings.word_embeddings.weight") ? prefix : "");
    }

    public Value Build(GraphBuilder graph, EncoderInputs inputs, bool firstTokenOnly)
    {
        PostNormBlock block = Block;
        Value hidden = Embed(graph, inputs);
        for (int layer = 0; layer < Layers; layer++)
        {
            bool isOnlyFirst = firstTokenOnly && layer == Layers - 1;
            hidden = block.Build(graph, hidden, inputs, inputs.AttentionBias, $"{Prefix}encoder.layer.{layer}.", isOnlyFirst);
        }
        return hidden;
    }

    private Value Embed(GraphBuilder graph, EncoderInputs inputs)
    {
        string name = Prefix + "embeddings.";
        Value tokens = graph.Embedding(inputs.Tokens, name + "word_embeddings", Vocabulary, Hidden);
        Value positions = graph.Embedding(inputs.Positions, name + "position_embeddings", Positions, Hidden);
        Value segments = Shape.HasSegments
            ? graph.Embedding(inputs.Segments, name + "token_type_embeddings", Segments, Hidden)
            : graph.SingleRow(name + "token_type_embeddings", Hidden);
        return graph.LayerNorm(graph.Add(graph.Add(tokens, segments), positions), name + "LayerNorm", Hidden, Epsilon);
    }
}
