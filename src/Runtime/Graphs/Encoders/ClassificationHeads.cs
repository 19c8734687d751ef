using SearchEngine.Runtime.Checkpoints;

namespace SearchEngine.Runtime.Graphs.Encoders;

/// <summary>What a sequence classifier of one label puts on its encoder, family by family. Heads are computed in float32: they are small, and the score hangs on them.</summary>
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

    /// <summary>Whether the score is read from the first token alone.</summary>
    public static bool ReadsFirstTokenOnly(Checkpoint checkpoint) => checkpoint.ModelType != "modernbert" || checkpoint.Config.GetStringOrNull("classifier_pooling") is null or "cls";

    /// <summary>Refuses a folder that is no cross-encoder known here.</summary>
    /// <exception cref="CheckpointException">The family is not known, or it has more labels than one.</exception>
    public static void Validate(Checkpoint checkpoint)
    {
        JsonFile config = checkpoint.Config;
        if (!Heads.ContainsKey(checkpoint.ModelType))
            throw new CheckpointException(config.Path, "model_type", $"'{checkpoint.ModelType}' is not a cross-encoder known here; known are {string.Join(", ", Heads.Keys)}");
        int labels = config.GetIntOrNull("num_labels") ?? config.GetObjectOrNull("id2label")?.Root.EnumerateObject().Count() ?? 1;
        if (labels != 1) throw new CheckpointException(config.Path, "id2label", $"has {labels} labels; a cross-encoder has one, the score");
        config.RequireOneOf("classifier_pooling", "cls", "mean");
        config.RequireOneOf("classifier_activation", "gelu");
    }

    /// <summary>What the score is read from, of texts that are not padded: hidden states [t, n, hidden] (n is 1 where the first token is all that is read) to [t, hidden].</summary>
    public static Value Pool(GraphBuilder graph, Checkpoint checkpoint, Value hidden) => ReadsFirstTokenOnly(checkpoint)
        ? graph.Node("Gather", [hidden, graph.Scalar("score.first", 0)], "", new OnnxAttribute("axis", Int: 1))
        : graph.Node("ReduceMean", [hidden, graph.Constant("score.mean.axis", 1L)], "", new OnnxAttribute("keepdims", Int: 0));

    /// <summary>The same of a packed row: hidden states [tokens, hidden] to [texts, hidden].</summary>
    public static Value Pool(GraphBuilder graph, Checkpoint checkpoint, Value rows, PackedLayout packing) =>
        ReadsFirstTokenOnly(checkpoint) ? packing.FirstTokens(graph, rows) : packing.MeanPool(graph, rows);

    /// <summary>What was pooled, float32 [texts, hidden], to scores [texts, 1].</summary>
    public static Value Score(GraphBuilder graph, Checkpoint checkpoint, Value pooled, IEncoderFamily family) => Heads[checkpoint.ModelType](graph, checkpoint, pooled, family);

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
        Value normed = graph.ExactLayerNorm(dense, "head.norm", size, (float)config.GetDouble("norm_eps", 1e-5), config.GetBool("norm_bias"));
        return graph.ExactLinear(normed, "classifier", size, 1);
    }
}
