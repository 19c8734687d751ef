using System.Numerics.Tensors;
using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Graphs.Encoders;
using SearchEngine.Runtime.Tokenizers;

namespace SearchEngine.Reranker;

/// <summary>Converts the output of a model to scores.</summary>
/// <param name="folder">The model's folder, for errors.</param>
/// <param name="calibration">Converts logits to probabilities.</param>
internal sealed class LogitReader(string folder, Calibration calibration)
{
    /// <summary>Reads the results of one pair.</summary>
    /// <param name="pair">The pair.</param>
    /// <param name="logit">The logit of the pair.</param>
    /// <param name="spans">The start and end logit of each token, [n, 2]; empty if the model does not mark answers.</param>
    /// <exception cref="CheckpointException">A result is not a number, because the model is damaged.</exception>
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

    private void ThrowIfNotFinite(bool isFinite, string tensor)
    {
        if (!isFinite)
            throw new CheckpointException(folder, tensor, "is not a number in the output: the weights are damaged; copy the model again");
    }
}
