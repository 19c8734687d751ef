using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Graphs.Encoders;

namespace SearchEngine.Runtime.Graphs;

/// <summary>What an encoder's graph gives.</summary>
public enum EncoderOutput
{
    /// <summary>The hidden state of every token, [1, n, hidden], named <see cref="EncoderGraph.HiddenStates"/>.</summary>
    HiddenStates,

    /// <summary>
    /// The pooled embedding, [1, hidden], named <see cref="EncoderGraph.Embedding"/>; and, in a second graph over the same weights, the embeddings of
    /// <see cref="EncoderGraph.GroupSize"/> texts a run, each as it is alone.
    /// </summary>
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

    /// <summary>Input of the graph that takes several texts: tokens of each, int64 [<see cref="GroupSize"/>]; the texts follow each other in one row.</summary>
    public const string Lengths = "text_lengths";

    /// <summary>
    /// Texts of a run of the second graph. Of texts of 23 tokens, one at a time took 5.3 ms each on a core, four 4.3 ms, eight 4.2 ms; a session of eight
    /// takes twice as long to create.
    /// </summary>
    public const int GroupSize = 4;

    /// <summary>File of the graph that takes <see cref="GroupSize"/> texts a run, beside the one that takes one.</summary>
    public const string GroupFile = "group.onnx";

    /// <summary>Output: float32 [1, n, hidden].</summary>
    public const string HiddenStates = "last_hidden_state";

    /// <summary>Output: float32 [texts, hidden].</summary>
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

        if (output == EncoderOutput.Embedding)
        {
            Embed(inputs, 1);
            graph.Save(checkpoint.ModelType);
            inputs = EncoderInputs.Declare(graph, family.Shape, 1);
            graph.Parts = new TextParts(graph, graph.Input(Lengths, OnnxType.Int64, GroupSize), GroupSize);
            Embed(inputs, GroupSize);
            graph.Save(checkpoint.ModelType, GroupFile);
        }
        else
        {
            graph.Output(HiddenStates, family.Build(graph, inputs, firstTokenOnly: false), 1, "tokens", family.Shape.Hidden);
            graph.Save(checkpoint.ModelType);
        }

        void Embed(EncoderInputs inputs, int texts)
        {
            Value hidden = family.Build(graph, inputs, firstTokenOnly: settings.Mode == PoolingMode.Cls);
            graph.Output(Embedding, Pool(graph, hidden, settings), texts, family.Shape.Hidden);
        }
    }

    /// <summary>[1, n, hidden] to [1, hidden]; a mean over n needs no mask, because nothing is padded.</summary>
    private static Value Pool(GraphBuilder graph, Value hidden, EmbeddingSettings settings)
    {
        Value axis = graph.Constant("pooling.axis", 1L);
        Value pooled = graph.PerText(hidden, text => graph.Node("ReduceMean", [text, axis], "", new OnnxAttribute("keepdims", Int: 0)), axis: 0);
        return settings.Normalize
            ? graph.Node("LpNormalization", [pooled], "", new OnnxAttribute("axis", Int: -1), new OnnxAttribute("p", Int: 2))
            : pooled;
    }
}
