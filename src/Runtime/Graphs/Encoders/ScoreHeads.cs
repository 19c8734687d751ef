using SearchEngine.Runtime.Checkpoints;

namespace SearchEngine.Runtime.Graphs.Encoders;

/// <summary>What a sequence classifier of one label puts on its encoder, family by family. Heads are computed in float32: they are small, and the score hangs on them.</summary>
internal static class ScoreHeads
{
    private delegate Value Head(GraphBuilder graph, Checkpoint checkpoint, Value hidden, IEncoderFamily family);

    private static readonly Dictionary<string, Head> Known = new(StringComparer.Ordinal)
    {
        ["bert"] = Bert,
        ["roberta"] = Roberta,
        ["xlm-roberta"] = Roberta,
        ["modernbert"] = ModernBert,
    };

    /// <summary>Whether the score is read from the first token alone.</summary>
    public static bool ReadsFirstTokenOnly(Checkpoint checkpoint) => checkpoint.ModelType != "modernbert" || checkpoint.Config.StringOrNull("classifier_pooling") is null or "cls";

    /// <summary>Refuses a folder that is no cross-encoder known here.</summary>
    /// <exception cref="CheckpointException">The family is not known, or it has more labels than one.</exception>
    public static void Require(Checkpoint checkpoint)
    {
        JsonFile config = checkpoint.Config;
        if (!Known.ContainsKey(checkpoint.ModelType))
            throw new CheckpointException(config.Path, "model_type", $"'{checkpoint.ModelType}' is not a cross-encoder known here; known are {string.Join(", ", Known.Keys)}");
        int labels = config.IntOrNull("num_labels") ?? config.Section("id2label")?.Root.EnumerateObject().Count() ?? 1;
        if (labels != 1) throw new CheckpointException(config.Path, "id2label", $"has {labels} labels; a cross-encoder has one, the score");
        config.RequireAny("classifier_pooling", "cls", "mean");
        config.RequireAny("classifier_activation", "gelu");
    }

    /// <summary>Hidden states [1, n, hidden] (n is 1 where the first token is all that is read), float32, to the score [1, 1].</summary>
    public static Value Score(GraphBuilder graph, Checkpoint checkpoint, Value hidden, IEncoderFamily family) => Known[checkpoint.ModelType](graph, checkpoint, hidden, family);

    private static Value Bert(GraphBuilder graph, Checkpoint checkpoint, Value hidden, IEncoderFamily family)
    {
        int size = family.Shape.Hidden;
        Value pooled = graph.Node("Tanh", [graph.ExactLinear(First(graph, hidden), ((BertGraph)family).Prefix + "pooler.dense", size, size)]);
        return graph.ExactLinear(pooled, "classifier", size, 1);
    }

    private static Value Roberta(GraphBuilder graph, Checkpoint checkpoint, Value hidden, IEncoderFamily family)
    {
        int size = family.Shape.Hidden;
        Value dense = graph.Node("Tanh", [graph.ExactLinear(First(graph, hidden), "classifier.dense", size, size)]);
        return graph.ExactLinear(dense, "classifier.out_proj", size, 1);
    }

    private static Value ModernBert(GraphBuilder graph, Checkpoint checkpoint, Value hidden, IEncoderFamily family)
    {
        int size = family.Shape.Hidden;
        JsonFile config = checkpoint.Config;
        Value pooled = ReadsFirstTokenOnly(checkpoint)
            ? First(graph, hidden)
            : graph.Node("ReduceMean", [hidden, graph.Constant("score.mean.axis", 1L)], "", new OnnxAttribute("keepdims", Int: 0));
        Value dense = graph.Gelu(graph.ExactLinear(pooled, "head.dense", size, size, config.Flag("classifier_bias")));
        Value normed = graph.ExactLayerNorm(dense, "head.norm", size, (float)config.Double("norm_eps", 1e-5), config.Flag("norm_bias"));
        return graph.ExactLinear(normed, "classifier", size, 1);
    }

    /// <summary>[1, n, hidden] to [1, hidden].</summary>
    private static Value First(GraphBuilder graph, Value hidden) =>
        graph.Node("Gather", [hidden, graph.Scalar("score.first", 0)], "", new OnnxAttribute("axis", Int: 1));
}
