using SearchEngine.Runtime.Checkpoints;

namespace SearchEngine.Runtime.Graphs.Encoders;

/// <summary>
/// Writes the graph of a cross-encoder (Nogueira and Cho 2019), which reads query and passage as one text and returns a score. If the
/// checkpoint has <c>qa_outputs</c>, the graph also returns the likelihood that each token begins or ends the answer (the span head of
/// Devlin et al. 2018). It reads one pair per run, without padding or mask, or many pairs packed in one row.
/// </summary>
internal static class CrossEncoderGraph
{
    /// <summary>Output: the score, a logit, float32 [1, 1]; for packed pairs [pairs, 1].</summary>
    public const string Score = "score";

    /// <summary>
    /// Output if the checkpoint has a span head: start and end logits of each token, float32 [1, n, 2]; for packed pairs [tokens, 2].
    /// </summary>
    public const string Spans = "span_logits";

    private const string SpanHead = "qa_outputs";

    /// <summary>Reads the model's shape from its configuration; writes nothing.</summary>
    /// <exception cref="CheckpointException">The model is not a supported cross-encoder.</exception>
    public static CrossEncoderShape Describe(Checkpoint checkpoint)
    {
        ClassificationHeads.Validate(checkpoint);
        return new CrossEncoderShape(EncoderFamilies.Read(checkpoint).Shape, checkpoint.Has(SpanHead + ".weight"));
    }

    /// <summary>Writes model and weights into <paramref name="folder"/>.</summary>
    /// <param name="checkpoint">The model.</param>
    /// <param name="precision">Precision of the weights.</param>
    /// <param name="folder">The folder that receives the graph.</param>
    /// <param name="packed">
    /// Whether the graph reads several pairs packed in one row, like <see cref="EncoderOutput.PackedEmbeddings"/>: the form for CUDA.
    /// Otherwise it reads one pair per run.
    /// </param>
    /// <exception cref="CheckpointException">
    /// The model is not a supported cross-encoder, or a weight is missing or does not match the configuration.
    /// </exception>
    /// <exception cref="ArgumentException">
    /// Packed pairs were requested in 8 bits: those products use one scale per run, and CUDA has no kernel for them.
    /// </exception>
    public static void Write(Checkpoint checkpoint, Precision precision, string folder, bool packed = false)
    {
        if (packed && precision == Precision.Int8)
        {
            throw new ArgumentException(
                "8-bit weights support one pair per run on the CPU only; use float16 or float32 for packed pairs", nameof(precision));
        }

        CrossEncoderShape shape = Describe(checkpoint);
        IEncoderFamily family = EncoderFamilies.Read(checkpoint);
        using GraphBuilder graph = new(checkpoint, precision, folder);
        if (packed) WritePacked(graph, checkpoint, shape, family);
        else WritePair(graph, checkpoint, shape, family);
        graph.Save(checkpoint.ModelType);
    }

    private static void WritePair(GraphBuilder graph, Checkpoint checkpoint, CrossEncoderShape shape, IEncoderFamily family)
    {
        Value hidden = family.Build(
            graph,
            EncoderInputs.Declare(graph, shape.Encoder, 1),
            firstTokenOnly: !shape.HasSpans && ClassificationHeads.ReadsFirstTokenOnly(checkpoint));
        if (graph.Precision == Precision.Float16) hidden = graph.ToFloat32(hidden);
        graph.Output(
            Score, ClassificationHeads.Score(graph, checkpoint, ClassificationHeads.Pool(graph, checkpoint, hidden), family), 1, 1);
        if (shape.HasSpans) graph.Output(Spans, graph.ExactLinear(hidden, SpanHead, shape.Encoder.Hidden, 2), 1, "tokens", 2);
    }

    private static void WritePacked(GraphBuilder graph, Checkpoint checkpoint, CrossEncoderShape shape, IEncoderFamily family)
    {
        EncoderInputs inputs = EncoderInputs.DeclarePacked(graph, shape.Encoder);
        Value rows = graph.ToFloat32(graph.Rows(family.Build(graph, inputs, firstTokenOnly: false)));
        graph.Output(
            Score,
            ClassificationHeads.Score(
                graph, checkpoint, ClassificationHeads.Pool(graph, checkpoint, rows, inputs.PackedLayout!.Value), family),
            "pairs",
            1);
        if (shape.HasSpans) graph.Output(Spans, graph.ExactLinear(rows, SpanHead, shape.Encoder.Hidden, 2), "tokens", 2);
    }
}
