using System.Text;

namespace SearchEngine.Evaluation.Answers;

/// <summary>How near an answer is to what was expected, as SQuAD's own script measures it: without case, punctuation and articles (Rajpurkar et al. 2016).</summary>
public static class AnswerMeasures
{
    /// <summary>1 where the answer equals one of those expected, else 0.</summary>
    public static double ExactMatch(string answer, IReadOnlyList<string> expected) => expected.Any(gold => Words(gold).SequenceEqual(Words(answer))) ? 1 : 0;

    /// <summary>The harmonic mean of precision and recall of the answer's words, against the expected answer that it is nearest to; in [0, 1].</summary>
    public static double F1(string answer, IReadOnlyList<string> expected)
    {
        string[] given = Words(answer);
        return expected.Select(gold => F1(given, Words(gold))).DefaultIfEmpty(0).Max();
    }

    /// <summary>Whether a text has one of the expected answers in it.</summary>
    public static bool Holds(string text, IReadOnlyList<string> expected)
    {
        string words = $" {string.Join(' ', Words(text))} ";
        return expected.Any(gold => words.Contains($" {string.Join(' ', Words(gold))} ", StringComparison.Ordinal));
    }

    private static double F1(string[] given, string[] gold)
    {
        if (given.Length == 0 || gold.Length == 0) return given.Length == gold.Length ? 1 : 0;
        List<string> left = [.. gold];
        double shared = given.Count(left.Remove);
        return shared == 0 ? 0 : 2 * shared / (given.Length + gold.Length);
    }

    private static string[] Words(string text)
    {
        StringBuilder plain = new(text.Length);
        foreach (char character in text)
        {
            if (!char.IsPunctuation(character) && !char.IsSymbol(character)) plain.Append(char.ToLowerInvariant(character));
        }
        return [.. plain.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Where(word => word is not ("a" or "an" or "the"))];
    }
}
