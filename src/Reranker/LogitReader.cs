using System.Numerics.Tensors;
using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Graphs.Encoders;
using SearchEngine.Runtime.Tokenizers;

namespace SearchEngine.Reranker;

/// <summary>Makes of a model's numbers what they say about a pair.</summary>
/// <param name="folder">The model's folder, which is named where the numbers are none.</param>
/// <param name="calibration">How scores become probabilities.</param>
internal sealed class LogitReader(string folder, Calibration calibration)
{
    /// <summary>Reads one pair's results.</summary>
    /// <param name="pair">The pair.</param>
    /// <param name="logit">Its score.</param>
    /// <param name="spans">Logits of begin and end for each of its tokens, [n, 2]; empty where the model has no such head.</param>
    /// <exception cref="CheckpointException">A result is not a number: the model is damaged.</exception>
    public PassageScore Read(PairWindow pair, float logit, ReadOnlySpan<float> spans)
    {
        ThrowIfNotFinite(float.IsFinite(logit), CrossEncoderGraph.Score);
        if (spans.IsEmpty) return new PassageScore(logit, calibration.GetProbability(logit), null, null);
        ThrowIfNotFinite(TensorPrimitives.IsFiniteAll(spans), CrossEncoderGraph.Spans);
        if (pair.SecondCount == 0) return new PassageScore(logit, calibration.GetProbability(logit), null, null);

        (int first, int last, float score) = AnswerSpanFinder.FindBest(spans, pair.SecondStart, pair.SecondCount);
        AnswerSpan answer = new(pair.Tokens.Offsets[first].Start, pair.Tokens.Offsets[last].End, score);
        return new PassageScore(logit, calibration.GetProbability(logit), answer, AnswerSpanFinder.GetNoAnswerScore(spans));
    }

    private void ThrowIfNotFinite(bool isNumber, string tensor)
    {
        if (!isNumber) throw new CheckpointException(folder, tensor, "is not a number where the model was run: its weights are damaged; copy the model again");
    }
}
