using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Graphs.Encoders;

namespace SearchEngine.Runtime.Graphs;

/// <summary>
/// Writes the graph of a cross-encoder (Nogueira and Cho 2019): query and passage go in as one text, one score comes out; and, where the checkpoint has
/// <c>qa_outputs</c>, how likely each token begins and ends the answer (the span head of Devlin et al. 2018). One pair a run, no padding, no mask; or many pairs packed in one row.
/// </summary>
public static class CrossEncoderGraph
{
    /// <summary>Output: the score, a logit, float32 [1, 1]; of packed pairs [pairs, 1].</summary>
    public const string Score = "score";

    /// <summary>Output, where the checkpoint has the head: logit of each token as begin and as end of the answer, float32 [1, n, 2]; of packed pairs [tokens, 2].</summary>
    public const string Spans = "span_logits";

    private const string SpanHead = "qa_outputs";

    /// <summary>Reads what a caller must know, without writing anything.</summary>
    /// <exception cref="CheckpointException">The folder is no cross-encoder of a family known here.</exception>
    public static CrossEncoderShape Describe(Checkpoint checkpoint)
    {
        ClassificationHeads.Validate(checkpoint);
        return new CrossEncoderShape(EncoderFamilies.Read(checkpoint).Shape, checkpoint.Has(SpanHead + ".weight"));
    }

    /// <summary>Writes model and weights into <paramref name="folder"/>.</summary>
    /// <param name="checkpoint">The model.</param>
    /// <param name="precision">How weights are held.</param>
    /// <param name="folder">Where the graph is to lie.</param>
    /// <param name="packed">
    /// Whether the graph reads pairs packed in one row, as <see cref="EncoderOutput.PackedEmbeddings"/> reads texts: the form for CUDA. Else it reads one pair a run.
    /// </param>
    /// <exception cref="CheckpointException">The folder is no cross-encoder of a family known here, or a weight is missing or does not fit the configuration.</exception>
    /// <exception cref="ArgumentException">8-bit packed pairs are asked for: those products have one scale a run, and no kernel for CUDA.</exception>
    public static void Write(Checkpoint checkpoint, Precision precision, string folder, bool packed = false)
    {
        if (packed && precision == Precision.Int8)
            throw new ArgumentException("8-bit weights are for one pair a run on the CPU; write packed pairs in float16 or float32", nameof(precision));

        CrossEncoderShape shape = Describe(checkpoint);
        IEncoderFamily family = EncoderFamilies.Read(checkpoint);
        using GraphBuilder graph = new(checkpoint, precision, folder);
        if (packed) WritePacked(graph, checkpoint, shape, family);
        else WritePair(graph, checkpoint, shape, family);
        graph.Save(checkpoint.ModelType);
    }

    private static void WritePair(GraphBuilder graph, Checkpoint checkpoint, CrossEncoderShape shape, IEncoderFamily family)
    {
        Value hidden = family.Build(graph, EncoderInputs.Declare(graph, shape.Encoder, 1), firstTokenOnly: !shape.HasSpans && ClassificationHeads.ReadsFirstTokenOnly(checkpoint));
        if (graph.Precision == Precision.Float16) hidden = graph.ToFloat32(hidden);
        graph.Output(Score, ClassificationHeads.Score(graph, checkpoint, ClassificationHeads.Pool(graph, checkpoint, hidden), family), 1, 1);
        if (shape.HasSpans) graph.Output(Spans, graph.ExactLinear(hidden, SpanHead, shape.Encoder.Hidden, 2), 1, "tokens", 2);
    }

    private static void WritePacked(GraphBuilder graph, Checkpoint checkpoint, CrossEncoderShape shape, IEncoderFamily family)
    {
        EncoderInputs inputs = EncoderInputs.DeclarePacked(graph, shape.Encoder);
        Value rows = graph.ToFloat32(graph.Rows(family.Build(graph, inputs, firstTokenOnly: false)));
        graph.Output(Score, ClassificationHeads.Score(graph, checkpoint, ClassificationHeads.Pool(graph, checkpoint, rows, inputs.PackedLayout!.Value), family), "pairs", 1);
        if (shape.HasSpans) graph.Output(Spans, graph.ExactLinear(rows, SpanHead, shape.Encoder.Hidden, 2), "tokens", 2);
    }
}
