using SearchEngine.Runtime.Checkpoints;

namespace SearchEngine.Runtime.Graphs;

/// <summary>What an encoder reads, each [texts, n]: token ids, their positions, and the segment each belongs to, as int64.</summary>
/// <param name="Tokens">Token ids.</param>
/// <param name="Positions">Position of each token in its text.</param>
/// <param name="Segments">Segment of each token.</param>
/// <param name="PaddingMask">1 for a token and 0 for padding, as int32; <see cref="Value.None"/> where nothing is padded, as in the product.</param>
internal readonly record struct EncoderInputs(Value Tokens, Value Positions, Value Segments, Value PaddingMask);

/// <summary>What an encoder's graph gives.</summary>
public enum EncoderOutput
{
    /// <summary>The hidden state of every token, [1, n, hidden], named <see cref="EncoderGraph.HiddenStates"/>.</summary>
    HiddenStates,

    /// <summary>The pooled embedding, [1, hidden], named <see cref="EncoderGraph.Embedding"/>.</summary>
    Embedding,
}

/// <summary>Writes the graph of an encoder: one text, no padding, no mask.</summary>
public static class EncoderGraph
{
    /// <summary>Input: token ids, int64 [1, n].</summary>
    public const string Tokens = "input_ids";

    /// <summary>Input: position of each token, int64 [1, n].</summary>
    public const string Positions = "position_ids";

    /// <summary>Input: segment of each token, int64 [1, n].</summary>
    public const string Segments = "token_type_ids";

    /// <summary>Output: float32 [1, n, hidden].</summary>
    public const string HiddenStates = "last_hidden_state";

    /// <summary>Output: float32 [1, hidden].</summary>
    public const string Embedding = "embedding";

    /// <summary>Writes model and weights into <paramref name="folder"/>.</summary>
    /// <exception cref="CheckpointException">The family is not known, or a weight is missing or does not fit the configuration.</exception>
    public static void Write(Checkpoint checkpoint, EmbeddingSettings settings, EncoderOutput output, Precision precision, string folder)
    {
        if (checkpoint.ModelType != "bert")
            throw new CheckpointException(checkpoint.Config.Path, "model_type", $"'{checkpoint.ModelType}' is not an encoder known here; known is bert");

        using GraphBuilder graph = new(checkpoint, precision, folder);
        EncoderInputs inputs = new(
            graph.Input(Tokens, OnnxType.Int64, 1, "tokens"),
            graph.Input(Positions, OnnxType.Int64, 1, "tokens"),
            graph.Input(Segments, OnnxType.Int64, 1, "tokens"),
            Value.None);

        BertGraph bert = BertGraph.Read(checkpoint);
        bool pooled = output == EncoderOutput.Embedding;
        Value hidden = bert.Build(graph, inputs, firstTokenOnly: pooled && settings.Mode == PoolingMode.Cls);
        if (pooled) graph.Output(Embedding, Pool(graph, hidden, settings), 1, bert.Hidden);
        else graph.Output(HiddenStates, hidden, 1, "tokens", bert.Hidden);
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
