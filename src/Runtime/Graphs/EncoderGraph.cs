using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Graphs.Encoders;

namespace SearchEngine.Runtime.Graphs;

/// <summary>What an encoder's graph gives.</summary>
public enum EncoderOutput
{
    /// <summary>The hidden state of every token, [1, n, hidden], named <see cref="EncoderGraph.HiddenStates"/>.</summary>
    HiddenStates,

    /// <summary>The pooled embedding, [1, hidden], named <see cref="EncoderGraph.Embedding"/>.</summary>
    Embedding,

    /// <summary>
    /// The hidden states of several texts packed in one row, [1, n, hidden], named <see cref="EncoderGraph.HiddenStates"/>. The graph also
    /// reads <see cref="EncoderGraph.AttentionBias"/>, which keeps attention inside each text; positions start anew for each.
    /// </summary>
    PackedHiddenStates,
}

/// <summary>Writes the graph of an encoder: one text a run, no padding, no mask; or several texts packed in one row.</summary>
public static class EncoderGraph
{
    /// <summary>Input: token ids, int64 [1, n].</summary>
    public const string Tokens = "input_ids";

    /// <summary>Input: position of each token, from the family's first on, int64 [1, n].</summary>
    public const string Positions = "position_ids";

    /// <summary>Input, where the family has segments: segment of each token, int64 [1, n].</summary>
    public const string Segments = "token_type_ids";

    /// <summary>Input of a packed graph: 0 where the token of the row may see that of the column, negative infinity where not; float32 [1, 1, n, n].</summary>
    public const string AttentionBias = "attention_bias";

    /// <summary>Output: float32 [1, n, hidden].</summary>
    public const string HiddenStates = "last_hidden_state";

    /// <summary>Output: float32 [1, hidden].</summary>
    public const string Embedding = "embedding";

    /// <summary>Reads what a caller must know of the encoder, without writing anything.</summary>
    /// <exception cref="CheckpointException">The family is not known, or the configuration asks for a variant that is not.</exception>
    public static EncoderShape Describe(Checkpoint checkpoint) => EncoderFamilies.Read(checkpoint).Shape;

    /// <summary>Writes model and weights into <paramref name="folder"/>.</summary>
    /// <exception cref="CheckpointException">The family is not known, or a weight is missing or does not fit the configuration.</exception>
    public static void Write(Checkpoint checkpoint, EmbeddingSettings settings, EncoderOutput output, Precision precision, string folder)
    {
        IEncoderFamily family = EncoderFamilies.Read(checkpoint);
        using GraphBuilder graph = new(checkpoint, precision, folder);
        EncoderInputs inputs = EncoderInputs.Declare(graph, family.Shape, 1);
        if (output == EncoderOutput.PackedHiddenStates)
            inputs = inputs with { AttentionBias = graph.Input(AttentionBias, OnnxType.Float, 1, 1, "tokens", "tokens") };

        bool pooled = output == EncoderOutput.Embedding;
        Value hidden = family.Build(graph, inputs, firstTokenOnly: pooled && settings.Mode == PoolingMode.Cls);
        if (pooled) graph.Output(Embedding, Pool(graph, hidden, settings), 1, family.Shape.Hidden);
        else graph.Output(HiddenStates, hidden, 1, "tokens", family.Shape.Hidden);
        graph.Save(checkpoint.ModelType);
    }

    /// <summary>[1, n, hidden] to [1, hidden]; a mean over n needs no mask, because nothing is padded.</summary>
    private static Value Pool(GraphBuilder graph, Value hidden, EmbeddingSettings settings)
    {
        Value pooled = graph.Node("ReduceMean", [hidden, graph.Constant("pooling.axis", 1L)], "", new OnnxAttribute("keepdims", Int: 0));
        return settings.Normalize
            ? graph.Node("LpNormalization", [pooled], "", new OnnxAttribute("axis", Int: -1), new OnnxAttribute("p", Int: 2))
            : pooled;
    }
}
