using SearchEngine.Runtime.Checkpoints;

namespace SearchEngine.Runtime.Graphs.Encoders;

/// <summary>DistilBERT (Sanh et al. 2019): BERT's block, half as often, taught by BERT; no segments, and names of its own.</summary>
internal sealed record DistilBertGraph(int Layers, int Hidden, int Heads, int FeedForward, int Vocabulary, int Positions, string Prefix) : IEncoderFamily
{
    private const float Epsilon = 1e-12f;

    public EncoderShape Shape => new(Hidden, Vocabulary, 0, Positions, HasSegments: false);

    public static DistilBertGraph Read(Checkpoint checkpoint)
    {
        JsonFile config = checkpoint.Config;
        config.RequireOneOf("activation", "gelu");
        int hidden = config.GetPositiveInt("dim", "hidden_size");
        return new DistilBertGraph(
            config.GetPositiveInt("n_layers", "num_hidden_layers"), hidden, config.ReadHeadCount("n_heads", hidden, "num_attention_heads"), config.GetPositiveInt("hidden_dim", "intermediate_size"),
            config.GetPositiveInt("vocab_size"), config.GetPositiveInt("max_position_embeddings"),
            checkpoint.Has("distilbert.embeddings.word_embeddings.weight") ? "distilbert." : "");
    }

    public Value Build(GraphBuilder graph, EncoderInputs inputs, bool firstTokenOnly)
    {
        Value hidden = Embed(graph, inputs);
        for (int layer = 0; layer < Layers; layer++) hidden = Block(graph, hidden, inputs, $"{Prefix}transformer.layer.{layer}.", firstTokenOnly && layer == Layers - 1);
        return hidden;
    }

    private Value Embed(GraphBuilder graph, EncoderInputs inputs)
    {
        string name = Prefix + "embeddings.";
        Value tokens = graph.Embedding(inputs.Tokens, name + "word_embeddings", Vocabulary, Hidden);
        Value positions = graph.Embedding(inputs.Positions, name + "position_embeddings", Positions, Hidden);
        return graph.LayerNorm(graph.Add(tokens, positions), name + "LayerNorm", Hidden, Epsilon);
    }

    private Value Block(GraphBuilder graph, Value x, EncoderInputs inputs, string name, bool firstTokenOnly)
    {
        Value rows = firstTokenOnly ? graph.FirstToken(x) : x;
        Value bias = firstTokenOnly ? graph.FirstQuery(inputs.AttentionBias) : inputs.AttentionBias;

        Value q = graph.Linear(rows, name + "attention.q_lin", Hidden, Hidden);
        Value k = graph.Linear(x, name + "attention.k_lin", Hidden, Hidden);
        Value v = graph.Linear(x, name + "attention.v_lin", Hidden, Hidden);
        Value attention = graph.Linear(graph.Attention(q, k, v, inputs, bias, Heads), name + "attention.out_lin", Hidden, Hidden);
        Value attended = graph.AddAndNorm(attention, rows, name + "sa_layer_norm", Hidden, Epsilon);

        Value wide = graph.Gelu(graph.Linear(attended, name + "ffn.lin1", Hidden, FeedForward));
        Value narrow = graph.Linear(wide, name + "ffn.lin2", FeedForward, Hidden);
        return graph.AddAndNorm(narrow, attended, name + "output_layer_norm", Hidden, Epsilon);
    }
}
