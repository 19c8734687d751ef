using SearchEngine.Runtime.Checkpoints;

namespace SearchEngine.Runtime.Graphs.Encoders;

/// <summary>
/// BERT (Devlin et al. 2018): the encoder block of 2017. Token, position and segment embeddings are summed and normalized; each block
/// is attention, then a feed-forward network, and normalization comes after each is added to what went in.
/// </summary>
internal sealed record BertGraph(int Layers, int Hidden, int Heads, int FeedForward, int Vocabulary, int Positions, int Segments, float Epsilon, string Prefix) : IEncoderFamily
{
    /// <summary>Row of the position embedding that a text's first token takes.</summary>
    public int FirstPosition { get; init; }

    public EncoderShape Shape => new(Hidden, Vocabulary, FirstPosition, Positions - FirstPosition, HasSegments: Segments > 1);

    public static BertGraph Read(Checkpoint checkpoint) => Read(checkpoint, "bert.");

    /// <param name="checkpoint">The checkpoint.</param>
    /// <param name="prefix">What comes before every name in checkpoints that have a head besides the encoder.</param>
    public static BertGraph Read(Checkpoint checkpoint, string prefix)
    {
        JsonFile config = checkpoint.Config;
        config.RequireOneOf("hidden_act", "gelu");
        config.RequireOneOf("position_embedding_type", "absolute");
        int hidden = config.GetPositiveInt("hidden_size");
        return new BertGraph(
            config.GetPositiveInt("num_hidden_layers"), hidden, config.ReadHeadCount("num_attention_heads", hidden), config.GetPositiveInt("intermediate_size"), config.GetPositiveInt("vocab_size"),
            config.GetPositiveInt("max_position_embeddings"), config.GetPositiveInt("type_vocab_size"), (float)config.GetDouble("layer_norm_eps", 1e-12),
            checkpoint.Has(prefix + "embeddings.word_embeddings.weight") ? prefix : "");
    }

    public Value Build(GraphBuilder graph, EncoderInputs inputs, bool firstTokenOnly)
    {
        Value hidden = Embed(graph, inputs);
        for (int layer = 0; layer < Layers; layer++) hidden = Block(graph, hidden, inputs, $"{Prefix}encoder.layer.{layer}.", firstTokenOnly && layer == Layers - 1);
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

    private Value Block(GraphBuilder graph, Value x, EncoderInputs inputs, string name, bool firstTokenOnly)
    {
        Value rows = firstTokenOnly ? graph.FirstToken(x) : x;
        Value bias = firstTokenOnly ? graph.FirstQuery(inputs.AttentionBias) : inputs.AttentionBias;

        Value q = graph.Linear(rows, name + "attention.self.query", Hidden, Hidden);
        Value k = graph.Linear(x, name + "attention.self.key", Hidden, Hidden);
        Value v = graph.Linear(x, name + "attention.self.value", Hidden, Hidden);
        Value attention = graph.Linear(graph.Attention(q, k, v, inputs, bias, Heads), name + "attention.output.dense", Hidden, Hidden);
        Value attended = graph.AddAndNorm(attention, rows, name + "attention.output.LayerNorm", Hidden, Epsilon);

        Value wide = graph.Gelu(graph.Linear(attended, name + "intermediate.dense", Hidden, FeedForward));
        Value narrow = graph.Linear(wide, name + "output.dense", FeedForward, Hidden);
        return graph.AddAndNorm(narrow, attended, name + "output.LayerNorm", Hidden, Epsilon);
    }
}
