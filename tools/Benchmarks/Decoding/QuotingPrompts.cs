using SearchEngine.Answers;
using SearchEngine.Evaluation.Answers;
using SearchEngine.Generator;
using SearchEngine.Generator.Prompting;

namespace SearchEngine.Benchmarks.Decoding;

/// <summary>Questions with passages as the product asks them: the answers quote.</summary>
internal static class QuotingPrompts
{
    private const int Passages = 3, Step = 50;

    /// <summary>Answerable questions, one of every few, each with a paragraph of its article that has its answer and those after it.</summary>
    public static IEnumerable<int[]> Of(AnswerCollection collection, DecoderModel decoder)
    {
        foreach (AnswerQuestion question in collection.Questions.Where(question => question.IsAnswerable).Where((_, i) => i % Step == 0))
        {
            int place = Enumerable.Range(0, collection.Paragraphs.Count - Passages + 1)
                .FirstOrDefault(i => collection.Paragraphs[i].Title == question.Article && question.Answers.Any(answer => collection.Paragraphs[i].Text.Contains(answer, StringComparison.Ordinal)), -1);
            if (place < 0) continue;
            string prompt = AnswerPrompt.Compose(question.Text, [.. collection.Paragraphs.Skip(place).Take(Passages).Select(paragraph => paragraph.Text)]);
            yield return decoder.Encode([new ChatTurn("system", AnswerPrompt.Instructions), new ChatTurn("user", prompt)]);
        }
    }
}
