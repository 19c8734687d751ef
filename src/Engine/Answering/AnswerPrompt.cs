using System.Globalization;
using System.Text;

namespace SearchEngine.Answering;

/// <summary>Puts passages and question in the form that the shipped decoder was tuned on (models/answerer-moe-135m, README); other models understand it too.</summary>
internal static class AnswerPrompt
{
    public const string Instructions =
        "Answer the question from the numbered passages. Quote the sentence that answers it and cite its passage like [1]. If no passage answers it, say so.";

    /// <summary>How the model begins where it finds no answer ("The passages do not answer this question.", "The passage does not ..."): once the evidence was found to answer, nothing may.</summary>
    public const string Refusal = "The passage";

    /// <summary>Whether a text says no more than that.</summary>
    public static bool Refuses(string text) => text.StartsWith(Refusal, StringComparison.Ordinal) && text.EndsWith("not answer this question.", StringComparison.Ordinal);

    public static string Compose(string question, IReadOnlyList<string> passages)
    {
        StringBuilder prompt = new();
        for (int i = 0; i < passages.Count; i++) prompt.Append(CultureInfo.InvariantCulture, $"[{i + 1}] {passages[i]}\n\n");
        return prompt.Append("Question: ").Append(new FlatText(question, 0).Text).ToString();
    }
}
