using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Graphs.Decoders;

namespace SearchEngine.Runtime.Graphs.Encoders;

/// <summary>The output of an encoder's graph.</summary>
internal enum EncoderOutput
{
    /// <summary>The hidden state of every token, [1, n, hidden], named <see cref="EncoderGraph.HiddenStates"/>.</summary>
    HiddenStates,

    /// <summary>
    /// The pooled embedding, [1, hidden], named <see cref="EncoderGraph.Embedding"/>; and, in a second graph over the same weights, the
    /// embeddings of <see cref="EncoderGraph.TextsPerRun"/> texts per run, each identical to its single-text result.
    /// </summary>
    Embedding,

    /// <summary>
    /// The hidden states of several texts packed in one row, [1, n, hidden], named <see cref="EncoderGraph.HiddenStates"/>. The additional
    /// input <see cref="EncoderInputNames.AttentionBias"/> restricts attention to each text; positions restart with each text.
    /// </summary>
    PackedHiddenStates,

    /// <summary>
    /// The pooled embeddings of several texts packed in one row, [texts, hidden], named
    /// <see cref="EncoderGraph.Embedding"/>: the form for CUDA, where attention costs the sum of the texts' squares
    /// instead of the row's square. Inputs are [tokens]; <see cref="EncoderInputNames.TokenOffset"/> and
    /// <see cref="EncoderInputNames.CumulativeLengths"/> describe the layout. ONNX Runtime cannot run it on the CPU.
    /// </summary>
    PackedEmbeddings,

    /// <summary>
    /// The relevance of a passage to a query, and the answer span: see <see cref="CrossEncoderGraph"/>, one pair per run.
    /// </summary>
    Relevance,

    /// <summary>The same for several pairs packed in one row: see <see cref="CrossEncoderGraph"/>, for CUDA.</summary>
    PackedRelevance,

    /// <summary>Next-token logits: see <see cref="DecoderGraph"/>.</summary>
    NextToken,
}

/// <summary>Writes the graph of an encoder: one text per run without padding or mask, or several texts packed in one row.</summary>
internal static class EncoderGraph
{
    /// <summary>
    /// Number of texts per run of the second graph. Texts of 23 tokens took 5.3 ms each on one core when run individually, 4.3 ms in fours
    /// and 4.2 ms in eights; a session for eight takes twice as long to create.
    /// </summary>
    public const int TextsPerRun = 4;

    /// <summary>File of the graph that reads <see cref="TextsPerRun"/> texts per run, next to the single-text graph.</summary>
    public const string MultiTextFile = "group.onnx";

    /// <summary>Output: float32 [1, n, hidden].</summary>
    public const string HiddenStates = "last_hidden_state";

    /// <summary>Output: float32 [texts, hidden].</summary>
    public const string Embedding = "embedding";

    /// <summary>Reads the encoder's shape from its configuration; writes nothing.</summary>
    /// <exception cref="CheckpointException">The architecture or a variant of it is not supported.</exception>
    public static EncoderShape Describe(Checkpoint checkpoint) => EncoderFamilies.Read(checkpoint).Shape;

    /// <summary>Writes model and weights into <paramref name="folder"/>.</summary>
    /// <exception cref="CheckpointException">
    /// The architecture is not supported, or a weight is missing or does not match the configuration.
    /// </exception>
    /// <exception cref="ArgumentException">
    /// Packed embeddings were requested in 8 bits: those products use one scale per run, and CUDA has no kernel for them.
    /// </exception>
    public static void Write(Checkpoint checkpoint, EmbeddingSettings settings, EncoderOutput output, Precision precision, string folder)
    {
        if (output == EncoderOutput.PackedEmbeddings && precision == Precision.Int8)
        {
            throw new ArgumentException(
                "8-bit weights support one text per run on the CPU only; use float16 or float32 for packed embeddings", nameof(precision));
        }

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
        if (packed)
        {
            Value bias = graph.Input(EncoderInputNames.AttentionBias, OnnxType.Float, 1, 1, "tokens", "tokens");
            inputs = inputs with { AttentionBias = graph.ToComputeType(bias) };
        }
        Value hidden = family.Build(graph, inputs, firstTokenOnly: false);
        graph.Output(
            HiddenStates, graph.Precision == Precision.Float16 ? graph.ToFloat32(hidden) : hidden, 1, "tokens", family.Shape.Hidden);
    }

    private static void WriteEmbedding(GraphBuilder graph, IEncoderFamily family, EmbeddingSettings settings, int texts)
    {
        EncoderInputs inputs = EncoderInputs.Declare(graph, family.Shape, 1);
        if (texts > 1)
        {
            graph.InterleavedTexts = new InterleavedTexts(graph, graph.Input(EncoderInputNames.TextLengths, OnnxType.Int64, texts), texts);
        }
        Value hidden = family.Build(graph, inputs, firstTokenOnly: settings.Mode == PoolingMode.Cls);
        if (graph.Precision == Precision.Float16) hidden = graph.ToFloat32(hidden);
        graph.Output(Embedding, Pool(graph, hidden, settings), texts, family.Shape.Hidden);
    }

    private static void WritePacked(GraphBuilder graph, IEncoderFamily family, EmbeddingSettings settings)
    {
        EncoderInputs inputs = EncoderInputs.DeclarePacked(graph, family.Shape);
        PackedLayout packing = inputs.PackedLayout!.Value;
        Value hidden = graph.Rows(family.Build(graph, inputs, firstTokenOnly: false));
        Value pooled = settings.Mode == PoolingMode.Cls
            ? graph.ToFloat32(packing.FirstTokens(graph, hidden))
            : packing.MeanPool(graph, graph.ToFloat32(hidden));
        graph.Output(Embedding, settings.Normalize ? graph.L2Normalize(pooled) : pooled, "texts", family.Shape.Hidden);
    }

    /// <summary>[1, n, hidden] to [1, hidden]; the mean over n needs no mask, because nothing is padded.</summary>
    private static Value Pool(GraphBuilder graph, Value hidden, EmbeddingSettings settings)
    {
        Value axis = graph.Constant("pooling.axis", 1L);
        Value pooled = graph.PerText(
            hidden, text => graph.Node("ReduceMean", [text, axis], "", new OnnxAttribute("keepdims", Int: 0)), axis: 0);
        return settings.Normalize
            ? graph.Node("LpNormalization", [pooled], "", new OnnxAttribute("axis", Int: -1), new OnnxAttribute("p", Int: 2))
            : pooled;
    }
}
