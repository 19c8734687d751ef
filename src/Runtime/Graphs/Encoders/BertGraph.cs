using SearchEngine.Runtime.Checkpoints;

namespace SearchEngine.Runtime.Graphs;

/// <summary>
/// BERT (Devlin et al. 2018): the encoder block of 2017. Token, position and segment embeddings are summed and normalized; each block
/// is attention, then a feed-forward network, and normalization comes after each is added to what went in.
/// </summary>
internal sealed record BertGraph(int Layers, int Hidden, int Heads, int FeedForward, int Vocabulary, int Positions, int Segments, float Epsilon, string Prefix)
{
    public static BertGraph Read(Checkpoint checkpoint)
    {
        JsonFile config = checkpoint.Config;
        if (config.StringOrNull("hidden_act") is { } activation and not "gelu")
            throw new CheckpointException(config.Path, "hidden_act", $"'{activation}' is not known; known is gelu");
        if (config.StringOrNull("position_embedding_type") is { } positions and not "absolute")
            throw new CheckpointException(config.Path, "position_embedding_type", $"'{positions}' is not known; known is absolute");

        (int hidden, int heads) = (config.Int("hidden_size"), config.Int("num_attention_heads"));
        if (hidden % heads != 0) throw new CheckpointException(config.Path, "num_attention_heads", $"{heads} heads do not divide hidden_size {hidden}");
        return new BertGraph(
            config.Int("num_hidden_layers"), hidden, heads, config.Int("intermediate_size"), config.Int("vocab_size"),
            config.Int("max_position_embeddings"), config.Int("type_vocab_size"), (float)config.Double("layer_norm_eps", 1e-12),
            checkpoint.Has("bert.embeddings.word_embeddings.weight") ? "bert." : "");
    }

    /// <summary>Token ids [1, n] to hidden states [1, n, hidden].</summary>
    /// <param name="graph">The graph to add to.</param>
    /// <param name="inputs">Token ids, positions and segments.</param>
    /// <param name="firstTokenOnly">Compute only the first token's last hidden state, [1, 1, hidden]: all that CLS pooling reads.</param>
    public Value Build(GraphBuilder graph, EncoderInputs inputs, bool firstTokenOnly)
    {
        Value hidden = Embed(graph, inputs);
        for (int layer = 0; layer < Layers; layer++) hidden = Block(graph, hidden, inputs.PaddingMask, $"{Prefix}encoder.layer.{layer}.", firstTokenOnly && layer == Layers - 1);
        return hidden;
    }

    private Value Embed(GraphBuilder graph, EncoderInputs inputs)
    {
        string name = Prefix + "embeddings.";
        Value tokens = graph.Embedding(inputs.Tokens, name + "word_embeddings", Vocabulary, Hidden);
        Value positions = graph.Embedding(inputs.Positions, name + "position_embeddings", Positions, Hidden);
        Value segments = graph.Embedding(inputs.Segments, name + "token_type_embeddings", Segments, Hidden);
        return graph.LayerNorm(graph.Add(graph.Add(tokens, segments), positions), name + "LayerNorm", Hidden, Epsilon);
    }

    private Value Block(GraphBuilder graph, Value x, Value paddingMask, string name, bool firstTokenOnly)
    {
        Value rows = firstTokenOnly ? graph.FirstToken(x) : x;

        Value q = graph.Linear(rows, name + "attention.self.query", Hidden, Hidden);
        Value k = graph.Linear(x, name + "attention.self.key", Hidden, Hidden);
        Value v = graph.Linear(x, name + "attention.self.value", Hidden, Hidden);
        Value attention = graph.Linear(graph.Attention(q, k, v, paddingMask, Heads), name + "attention.output.dense", Hidden, Hidden);
        Value attended = graph.AddAndNorm(attention, rows, name + "attention.output.LayerNorm", Hidden, Epsilon);

        Value wide = graph.Gelu(graph.Linear(attended, name + "intermediate.dense", Hidden, FeedForward));
        Value narrow = graph.Linear(wide, name + "output.dense", FeedForward, Hidden);
        return graph.AddAndNorm(narrow, attended, name + "output.LayerNorm", Hidden, Epsilon);
    }
}
