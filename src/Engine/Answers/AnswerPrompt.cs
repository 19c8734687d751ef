using System.Globalization;
using System.Text;

namespace SearchEngine.Answers;

/// <summary>
/// Composes the prompt from passages and question, in the format that the bundled decoder was tuned on (models/answerer-moe-135m, README);
/// other models understand it too.
/// </summary>
internal static class AnswerPrompt
{
    public const string Instructions =
        "Answer the question from the numbered passages. Quote the sentence that answers it and cite its passage like [1]. "
        + "If no passage answers it, say so.";

    /// <summary>
    /// The prefix of the decoder's refusal ("The passages do not answer this question."). It is forbidden, because the evidence was already
    /// judged to answer.
    /// </summary>
    public const string RefusalPrefix = "The passage";

    private const string RefusalStart = "The ", RefusalPhrase = "not answer this question";
    private const int MaxRefusalLength = 64;

    /// <summary>Whether a text is a refusal. A model that may not use <see cref="RefusalPrefix"/> words it differently.</summary>
    public static bool IsRefusal(string text) =>
        text.StartsWith(RefusalStart, StringComparison.Ordinal) && text.Contains(RefusalPhrase, StringComparison.Ordinal);

    /// <summary>Whether the text written so far may still become a refusal.</summary>
    public static bool MayBecomeRefusal(string text) =>
        text.Length < MaxRefusalLength
        && !text.Contains('"', StringComparison.Ordinal)
        && (text.StartsWith(RefusalStart, StringComparison.Ordinal) || RefusalStart.StartsWith(text, StringComparison.Ordinal));

    public static string Compose(string question, IReadOnlyList<string> passages)
    {
        StringBuilder prompt = new();
        for (int i = 0; i < passages.Count; i++) prompt.Append(CultureInfo.InvariantCulture, $"[{i + 1}] {passages[i]}\n\n");
        return prompt.Append("Question: ").Append(new NormalizedText(question, 0).Text).ToString();
    }
}
