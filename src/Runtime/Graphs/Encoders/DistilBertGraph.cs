using SearchEngine.Runtime.Checkpoints;

namespace SearchEngine.Runtime.Graphs.Encoders;

/// <summary>
/// DistilBERT (Sanh et al. 2019): half of BERT's blocks, distilled from BERT; no segments, and other tensor names.
/// </summary>
internal sealed record DistilBertGraph(int Layers, int Hidden, int Heads, int FeedForward, int Vocabulary, int Positions, string Prefix)
    : IEncoderFamily
{
    private const float Epsilon = 1e-12f;

    public EncoderShape Shape => new(Hidden, Vocabulary, 0, Positions, HasSegments: false);

    private PostNormBlock Block => new()
    {
        Hidden = Hidden,
        Heads = Heads,
        FeedForward = FeedForward,
        Epsilon = Epsilon,
        Queries = "attention.q_lin",
        Keys = "attention.k_lin",
        Values = "attention.v_lin",
        AttentionOutput = "attention.out_lin",
        AttentionNorm = "sa_layer_norm",
        Widening = "ffn.lin1",
        Narrowing = "ffn.lin2",
        OutputNorm = "output_layer_norm",
    };

    public static DistilBertGraph Read(Checkpoint checkpoint)
    {
        JsonFile config = checkpoint.Config;
        config.RequireOneOf("activation", "gelu");
        int hidden = config.GetPositiveInt("dim", "hidden_size");
        return new DistilBertGraph(
            config.GetPositiveInt("n_layers", "num_hidden_layers"),
            hidden,
            config.ReadHeadCount("n_heads", hidden, "num_attention_heads"),
            config.GetPositiveInt("hidden_dim", "intermediate_size"),
            config.GetPositiveInt("vocab_size"),
            config.GetPositiveInt("max_position_embeddings"),
            checkpoint.Has("distilbert.embeddings.word_embeddings.weight") ? "distilbert." : "");
    }

    public Value Build(GraphBuilder graph, EncoderInputs inputs, bool firstTokenOnly)
    {
        PostNormBlock block = Block;
        Value hidden = Embed(graph, inputs);
        for (int layer = 0; layer < Layers; layer++)
        {
            bool isOnlyFirst = firstTokenOnly && layer == Layers - 1;
            hidden = block.Build(graph, hidden, inputs, inputs.AttentionBias, $"{Prefix}transformer.layer.{layer}.", isOnlyFirst);
        }
        return hidden;
    }

    private Value Embed(GraphBuilder graph, EncoderInputs inputs)
    {
        string name = Prefix + "embeddings.";
        Value tokens = graph.Embedding(inputs.Tokens, name + "word_embeddings", Vocabulary, Hidden);
        Value positions = graph.Embedding(inputs.Positions, name + "position_embeddings", Positions, Hidden);
        return graph.LayerNorm(graph.Add(tokens, positions), name + "LayerNorm", Hidden, Epsilon);
    }
}
