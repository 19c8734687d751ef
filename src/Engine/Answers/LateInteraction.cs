using System.Numerics.Tensors;
using SearchEngine.Encoder;
using SearchEngine.Search;

namespace SearchEngine.Answers;

/// <summary>
/// Late interaction (MaxSim; Khattab and Zaharia 2020) between a question and a sentence: each token of the question is compared with the
/// most similar token of the sentence. A sentence that nearly answers (another person, another year, the opposite) leaves one token of the
/// question unmatched, which the similarity of the whole texts does not show.
/// </summary>
/// <param name="Min">The lowest cosine of a question token with its most similar sentence token.</param>
/// <param name="Mean">The mean of these cosines.</param>
internal readonly record struct LateInteraction(double Min, double Mean)
{
    /// <param name="question">The tokens of the question.</param>
    /// <param name="passage">The tokens of title, headings and passage.</param>
    /// <param name="sentence">The sentence, as offsets in the text of <paramref name="passage"/>.</param>
    public static LateInteraction Compute(TokenEmbeddings question, TokenEmbeddings passage, TextSpan sentence)
    {
        int first = 0, end = passage.Count;
        while (first < end && passage.Offsets[first].Start < sentence.Start) first++;
        while (end > first && passage.Offsets[end - 1].Start >= sentence.End) end--;
        if (question.Count == 0 || first == end) return default;

        double min = 1, sum = 0;
        for (int i = 0; i < question.Count; i++)
        {
            float best = -1;
            for (int j = first; j < end; j++) best = Math.Max(best, TensorPrimitives.Dot(question[i], passage[j]));
            min = Math.Min(min, best);
            sum += best;
        }
        return new LateInteraction(min, sum / question.Count);
    }
}
