using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Graphs.Encoders;

namespace SearchEngine.Runtime.Graphs;

/// <summary>
/// Writes the graph of a cross-encoder (Nogueira and Cho 2019): query and passage go in as one text, one score comes out; and, where the checkpoint has
/// <c>qa_outputs</c>, how likely each token begins and ends the answer (the span head of Devlin et al. 2018). One pair a run, no padding, no mask.
/// </summary>
public static class CrossEncoderGraph
{
    /// <summary>Output: the score, a logit, float32 [1, 1].</summary>
    public const string Score = "score";

    /// <summary>Output, where the checkpoint has the head: logit of each token as begin and as end of the answer, float32 [1, n, 2].</summary>
    public const string Spans = "span_logits";

    private const string SpanHead = "qa_outputs";

    /// <summary>Reads what a caller must know, without writing anything.</summary>
    /// <exception cref="CheckpointException">The folder is no cross-encoder of a family known here.</exception>
    public static CrossEncoderShape Describe(Checkpoint checkpoint)
    {
        ScoreHeads.Require(checkpoint);
        return new CrossEncoderShape(EncoderFamilies.Read(checkpoint).Shape, checkpoint.Has(SpanHead + ".weight"));
    }

    /// <summary>Writes model and weights into <paramref name="folder"/>.</summary>
    /// <exception cref="CheckpointException">The folder is no cross-encoder of a family known here, or a weight is missing or does not fit the configuration.</exception>
    public static void Write(Checkpoint checkpoint, Precision precision, string folder)
    {
        CrossEncoderShape shape = Describe(checkpoint);
        IEncoderFamily family = EncoderFamilies.Read(checkpoint);
        using GraphBuilder graph = new(checkpoint, precision, folder);
        Value hidden = family.Build(graph, EncoderInputs.Declare(graph, shape.Encoder, 1), firstTokenOnly: !shape.HasSpans && ScoreHeads.ReadsFirstTokenOnly(checkpoint));
        if (precision == Precision.Float16) hidden = graph.ToFloat32(hidden);
        graph.Output(Score, ScoreHeads.Score(graph, checkpoint, hidden, family), 1, 1);
        if (shape.HasSpans) graph.Output(Spans, graph.ExactLinear(hidden, SpanHead, shape.Encoder.Hidden, 2), 1, "tokens", 2);
        graph.Save(checkpoint.ModelType);
    }
}
