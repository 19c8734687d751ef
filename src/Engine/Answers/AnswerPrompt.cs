using System.Globalization;
using System.Text;

namespace SearchEngine.Answers;

/// <summary>Puts passages and question in the form that the shipped decoder was tuned on (models/answerer-moe-135m, README); other models understand it too.</summary>
internal static class AnswerPrompt
{
    public const string Instructions =
        "Answer the question from the numbered passages. Quote the sentence that answers it and cite its passage like [1]. If no passage answers it, say so.";

    /// <summary>How the model begins where it finds no answer ("The passages do not answer this question."): once the evidence was found to answer, nothing may.</summary>
    public const string RefusalPrefix = "The passage";

    private const string RefusalStart = "The ", RefusalPhrase = "not answer this question";
    private const int MaxRefusalLength = 64;

    /// <summary>Whether a text says that nothing answers; kept from one word for it, the model finds others.</summary>
    public static bool IsRefusal(string text) => text.StartsWith(RefusalStart, StringComparison.Ordinal) && text.Contains(RefusalPhrase, StringComparison.Ordinal);

    /// <summary>Whether what was written so far may become a refusal.</summary>
    public static bool MayBecomeRefusal(string text) =>
        text.Length < MaxRefusalLength && !text.Contains('"', StringComparison.Ordinal) && (text.StartsWith(RefusalStart, StringComparison.Ordinal) || RefusalStart.StartsWith(text, StringComparison.Ordinal));

    public static string Compose(string question, IReadOnlyList<string> passages)
    {
        StringBuilder prompt = new();
        for (int i = 0; i < passages.Count; i++) prompt.Append(CultureInfo.InvariantCulture, $"[{i + 1}] {passages[i]}\n\n");
        return prompt.Append("Question: ").Append(new NormalizedText(question, 0).Text).ToString();
    }
}
