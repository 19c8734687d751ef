using SearchEngine.Runtime.Checkpoints;

namespace SearchEngine.Runtime.Graphs.Encoders;

/// <summary>
/// The classification heads with one label that cross-encoders use, by architecture. Heads are float32 in every precision: they are small,
/// and the score depends on them directly.
/// </summary>
internal static class ClassificationHeads
{
    private delegate Value Head(GraphBuilder graph, Checkpoint checkpoint, Value pooled, IEncoderFamily family);

    private static readonly Dictionary<string, Head> Heads = new(StringComparer.Ordinal)
    {
        ["bert"] = Bert,
        ["roberta"] = Roberta,
        ["xlm-roberta"] = Roberta,
        ["modernbert"] = ModernBert,
    };

    /// <summary>Whether the head reads only the first token.</summary>
    public static bool ReadsFirstTokenOnly(Checkpoint checkpoint) =>
        checkpoint.ModelType != "modernbert" || checkpoint.Config.GetStringOrNull("classifier_pooling") is null or "cls";

    /// <summary>Throws if the model is not a supported cross-encoder.</summary>
    /// <exception cref="CheckpointException">The architecture is not supported, or the model has more than one label.</exception>
    public static void Validate(Checkpoint checkpoint)
    {
        JsonFile config = checkpoint.Config;
        if (!Heads.ContainsKey(checkpoint.ModelType))
        {
            throw new CheckpointException(
                config.Path,
                "model_type",
                $"is '{checkpoint.ModelType}', which is not a supported cross-encoder; supported are {string.Join(", ", Heads.Keys)}");
        }
        int labels = config.GetIntOrNull("num_labels") ?? config.GetObjectOrNull("id2label")?.Root.EnumerateObject().Count() ?? 1;
        if (labels != 1)
            throw new CheckpointException(config.Path, "id2label", $"has {labels} labels, but a cross-encoder must have one, the score");
        config.RequireOneOf("classifier_pooling", "cls", "mean");
        config.RequireOneOf("classifier_activation", "gelu");
    }

    /// <summary>Pools unpadded hidden states [t, n, hidden] (n is 1 if only the first token was computed) to [t, hidden].</summary>
    public static Value Pool(GraphBuilder graph, Checkpoint checkpoint, Value hidden) => ReadsFirstTokenOnly(checkpoint)
        ? graph.Node("Gather", [hidden, graph.Scalar("score.first", 0)], "", new OnnxAttribute("axis", Int: 1))
        : graph.Node("ReduceMean", [hidden, graph.Constant("score.mean.axis", 1L)], "", new OnnxAttribute("keepdims", Int: 0));

    /// <summary>Pools the hidden states of a packed row: [tokens, hidden] to [texts, hidden].</summary>
    public static Value Pool(GraphBuilder graph, Checkpoint checkpoint, Value rows, PackedLayout packing) =>
        ReadsFirstTokenOnly(checkpoint) ? packing.FirstTokens(graph, rows) : packing.MeanPool(graph, rows);

    /// <summary>Pooled states, float32 [texts, hidden], to scores [texts, 1].</summary>
    public static Value Score(GraphBuilder graph, Checkpoint checkpoint, Value pooled, IEncoderFamily family) =>
        Heads[checkpoint.ModelType](graph, checkpoint, pooled, family);

    private static Value Bert(GraphBuilder graph, Checkpoint checkpoint, Value pooled, IEncoderFamily family)
    {
        int size = family.Shape.Hidden;
        Value dense = graph.Node("Tanh", [graph.ExactLinear(pooled, ((BertGraph)family).Prefix + "pooler.dense", size, size)]);
        return graph.ExactLinear(dense, "classifier", size, 1);
    }

    private static Value Roberta(GraphBuilder graph, Checkpoint checkpoint, Value pooled, IEncoderFamily family)
    {
        int size = family.Shape.Hidden;
        Value dense = graph.Node("Tanh", [graph.ExactLinear(pooled, "classifier.dense", size, size)]);
        return graph.ExactLinear(dense, "classifier.out_proj", size, 1);
    }

    private static Value ModernBert(GraphBuilder graph, Checkpoint checkpoint, Value pooled, IEncoderFamily family)
    {
        int size = family.Shape.Hidden;
        JsonFile config = checkpoint.Config;
        Value dense = graph.Gelu(graph.ExactLinear(pooled, "head.dense", size, size, config.GetBool("classifier_bias")));
        Value normalized = graph.ExactLayerNorm(
            dense, "head.norm", size, (float)config.GetDouble("norm_eps", 1e-5), config.GetBool("norm_bias"));
        return graph.ExactLinear(normalized, "classifier", size, 1);
    }
}
