using System.Numerics.Tensors;
using SearchEngine.Encoder;
using SearchEngine.Search;

namespace SearchEngine.Answers;

/// <summary>
/// Whether a sentence speaks of all that a question asks about, by late interaction (Khattab and Zaharia 2020): each token of the question is met by that of the sentence most like it. What nearly answers
/// (another person, another year, the opposite) leaves one of them alone, which the similarity of the whole does not show.
/// </summary>
/// <param name="Min">How well the token is met that is met worst, a cosine.</param>
/// <param name="Mean">How well tokens are met, in the mean.</param>
internal readonly record struct LateInteraction(double Min, double Mean)
{
    /// <param name="question">The question's tokens.</param>
    /// <param name="passage">The passage's, with what it is about before it.</param>
    /// <param name="sentence">The sentence, in the text of <paramref name="passage"/>.</param>
    public static LateInteraction Compute(TokenEmbeddings question, TokenEmbeddings passage, TextSpan sentence)
    {
        int first = 0, end = passage.Count;
        while (first < end && passage.Offsets[first].Start < sentence.Start) first++;
        while (end > first && passage.Offsets[end - 1].Start >= sentence.End) end--;
        if (question.Count == 0 || first == end) return default;

        double least = 1, sum = 0;
        for (int i = 0; i < question.Count; i++)
        {
            float best = -1;
            for (int j = first; j < end; j++) best = Math.Max(best, TensorPrimitives.Dot(question[i], passage[j]));
            least = Math.Min(least, best);
            sum += best;
        }
        return new LateInteraction(least, sum / question.Count);
    }
}
