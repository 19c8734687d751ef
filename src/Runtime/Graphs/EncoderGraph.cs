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
    /// <see cref="EncoderGraph.TextsPerRun"/> texts a run, each as it is alone.
    /// </summary>
    Embedding,

    /// <summary>
    /// The hidden states of several texts packed in one row, [1, n, hidden], named <see cref="EncoderGraph.HiddenStates"/>. The graph also
    /// reads <see cref="EncoderGraph.AttentionBias"/>, which keeps attention inside each text; positions start anew for each.
    /// </summary>
    PackedHiddenStates,

    /// <summary>
    /// The pooled embeddings of several texts packed in one row, [texts, hidden], named <see cref="EncoderGraph.Embedding"/>: the form for CUDA, where attention costs
    /// what the texts cost and not the row squared. Inputs are [tokens]; <see cref="EncoderGraph.TokenOffset"/> and <see cref="EncoderGraph.CumulativeLengths"/> say
    /// how the texts lie. On the CPU ONNX Runtime cannot run it.
    /// </summary>
    PackedEmbeddings,

    /// <summary>How well a passage answers a query, and where: what <see cref="CrossEncoderGraph"/> writes for one pair a run.</summary>
    Relevance,

    /// <summary>The same of several pairs packed in one row: what <see cref="CrossEncoderGraph"/> writes for CUDA.</summary>
    PackedRelevance,

    /// <summary>Logits of the next token: what <see cref="DecoderGraph"/> writes.</summary>
    NextToken,
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

    /// <summary>
    /// Input of a graph of packed embeddings, int32 [texts, width], where width is at least the longest text: were each text padded to width, the place of each token in
    /// that grid, counted row by row; tokens first, in order, and then the padding.
    /// </summary>
    public const string TokenOffset = "token_offset";

    /// <summary>Input of a graph of packed embeddings, int32 [texts + 1]: where each text begins in the row, and at last where the row ends.</summary>
    public const string CumulativeLengths = "cumulative_sequence_length";

    /// <summary>Input of the graph that takes several texts: tokens of each, int64 [<see cref="TextsPerRun"/>]; the texts follow each other in one row.</summary>
    public const string TextLengths = "text_lengths";

    /// <summary>
    /// Texts of a run of the second graph. Of texts of 23 tokens, one at a time took 5.3 ms each on a core, four 4.3 ms, eight 4.2 ms; a session of eight
    /// takes twice as long to create.
    /// </summary>
    public const int TextsPerRun = 4;

    /// <summary>File of the graph that takes <see cref="TextsPerRun"/> texts a run, beside the one that takes one.</summary>
    public const string MultiTextFile = "group.onnx";

    /// <summary>Output: float32 [1, n, hidden].</summary>
    public const string HiddenStates = "last_hidden_state";

    /// <summary>Output: float32 [texts, hidden].</summary>
    public const string Embedding = "embedding";

    /// <summary>Reads what a caller must know of the encoder, without writing anything.</summary>
    /// <exception cref="CheckpointException">The family is not known, or the configuration asks for a variant that is not.</exception>
    public static EncoderShape Describe(Checkpoint checkpoint) => EncoderFamilies.Read(checkpoint).Shape;

    /// <summary>Writes model and weights into <paramref name="folder"/>.</summary>
    /// <exception cref="CheckpointException">The family is not known, or a weight is missing or does not fit the configuration.</exception>
    /// <exception cref="ArgumentException">8-bit packed embeddings are asked for: those products have one scale a run, and no kernel for CUDA.</exception>
    public static void Write(Checkpoint checkpoint, EmbeddingSettings settings, EncoderOutput output, Precision precision, string folder)
    {
        if (output == EncoderOutput.PackedEmbeddings && precision == Precision.Int8)
            throw new ArgumentException("8-bit weights are for one text a run on the CPU; write packed embeddings in float16 or float32", nameof(precision));

        IEncoderFamily family = EncoderFamilies.Read(checkpoint);
        using GraphBuilder graph = new(checkpoint, precision, folder);
        switch (output)
        {
            case EncoderOutput.PackedEmbeddings:
                WritePacked(graph, family, settings);
                break;
            case EncoderOutput.Embedding:
                WriteEmbedding(graph, family, settings, texts: 1);
                graph.Save(checkpoint.ModelType);
                WriteEmbedding(graph, family, settings, TextsPerRun);
                graph.Save(checkpoint.ModelType, MultiTextFile);
                return;
            default:
                WriteHiddenStates(graph, family, packed: output == EncoderOutput.PackedHiddenStates);
                break;
        }
        graph.Save(checkpoint.ModelType);
    }

    private static void WriteHiddenStates(GraphBuilder graph, IEncoderFamily family, bool packed)
    {
        EncoderInputs inputs = EncoderInputs.Declare(graph, family.Shape, 1);
        if (packed) inputs = inputs with { AttentionBias = graph.ToComputeType(graph.Input(AttentionBias, OnnxType.Float, 1, 1, "tokens", "tokens")) };
        Value hidden = family.Build(graph, inputs, firstTokenOnly: false);
        graph.Output(HiddenStates, graph.Precision == Precision.Float16 ? graph.ToFloat32(hidden) : hidden, 1, "tokens", family.Shape.Hidden);
    }

    private static void WriteEmbedding(GraphBuilder graph, IEncoderFamily family, EmbeddingSettings settings, int texts)
    {
        EncoderInputs inputs = EncoderInputs.Declare(graph, family.Shape, 1);
        if (texts > 1) graph.InterleavedTexts = new InterleavedTexts(graph, graph.Input(TextLengths, OnnxType.Int64, texts), texts);
        Value hidden = family.Build(graph, inputs, firstTokenOnly: settings.Mode == PoolingMode.Cls);
        if (graph.Precision == Precision.Float16) hidden = graph.ToFloat32(hidden);
        graph.Output(Embedding, Pool(graph, hidden, settings), texts, family.Shape.Hidden);
    }

    private static void WritePacked(GraphBuilder graph, IEncoderFamily family, EmbeddingSettings settings)
    {
        EncoderInputs inputs = EncoderInputs.DeclarePacked(graph, family.Shape);
        PackedLayout packing = inputs.PackedLayout!.Value;
        Value hidden = graph.Rows(family.Build(graph, inputs, firstTokenOnly: false));
        Value pooled = settings.Mode == PoolingMode.Cls ? graph.ToFloat32(packing.FirstTokens(graph, hidden)) : packing.MeanPool(graph, graph.ToFloat32(hidden));
        graph.Output(Embedding, settings.Normalize ? graph.L2Normalize(pooled) : pooled, "texts", family.Shape.Hidden);
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
