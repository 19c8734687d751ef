using System.Text;

namespace SearchEngine.Evaluation.Answers;

/// <summary>
/// Compares answers with expected answers like SQuAD's evaluation script: case, punctuation and articles are ignored
/// (Rajpurkar et al. 2016).
/// </summary>
public static class AnswerMeasures
{
    /// <summary>Returns 1 if the answer equals one of the expected answers, 0 otherwise.</summary>
    public static double ExactMatch(string answer, IReadOnlyList<string> expected) =>
        expected.Any(gold => Words(gold).SequenceEqual(Words(answer))) ? 1 : 0;

    /// <summary>
    /// Returns the F1 score of the words of the answer, in [0, 1], for the expected answer with the highest score.
    /// </summary>
    public static double F1(string answer, IReadOnlyList<string> expected)
    {
        string[] given = Words(answer);
        return expected.Select(gold => F1(given, Words(gold))).DefaultIfEmpty(0).Max();
    }

    /// <summary>Returns whether a text contains one of the expected answers.</summary>
    public static bool ContainsAnswer(string text, IReadOnlyList<string> expected)
    {
        string words = $" {string.Join(' ', Words(text))} ";
        return expected.Any(gold => words.Contains($" {string.Join(' ', Words(gold))} ", StringComparison.Ordinal));
    }

    private static double F1(string[] given, string[] gold)
    {
        if (given.Length == 0 || gold.Length == 0) return given.Length == gold.Length ? 1 : 0;
        List<string> unmatched = [.. gold];
        double shared = given.Count(unmatched.Remove);
        return shared == 0 ? 0 : 2 * shared / (given.Length + gold.Length);
    }

    private static string[] Words(string text)
    {
        StringBuilder plain = new(text.Length);
        foreach (char character in text)
        {
            if (!char.IsPunctuation(character) && !char.IsSymbol(character)) plain.Append(char.ToLowerInvariant(character));
        }
        return
        [
            .. plain.ToString()
                .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
                .Where(word => word is not ("a" or "an" or "the")),
        ];
    }
}
