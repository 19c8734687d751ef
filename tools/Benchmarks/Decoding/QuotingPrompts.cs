using SearchEngine.Answers;
using SearchEngine.Evaluation.Answers;
using SearchEngine.Generator;
using SearchEngine.Generator.Prompting;
using SearchEngine.Ingestion;

namespace SearchEngine.Benchmarks.Decoding;

/// <summary>Prompts as the product writes them: a question with passages that the answer quotes.</summary>
internal static class QuotingPrompts
{
    private const int Passages = 3, Step = 50;

    /// <summary>Creates prompts of answerable questions, each with the paragraph that contains the answer and the next ones.</summary>
    public static IEnumerable<int[]> Create(AnswerCollection collection, DecoderModel decoder)
    {
        foreach (AnswerQuestion question in collection.Questions.Where(question => question.IsAnswerable).Where((_, i) => i % Step == 0))
        {
            int first = Enumerable.Range(0, collection.Paragraphs.Count - Passages + 1)
                .FirstOrDefault(i => ContainsAnswer(collection.Paragraphs[i], question), -1);
            if (first < 0) continue;
            string[] passages = [.. collection.Paragraphs.Skip(first).Take(Passages).Select(paragraph => paragraph.Text)];
            string prompt = AnswerPrompt.Compose(question.Text, passages);
            yield return decoder.Encode([new ChatTurn("system", AnswerPrompt.Instructions), new ChatTurn("user", prompt)]);
        }
    }

    private static bool ContainsAnswer(Document paragraph, AnswerQuestion question) =>
        paragraph.Title == question.Article && question.Answers.Any(answer => paragraph.Text.Contains(answer, StringComparison.Ordinal));
}
