using System.Text.Json;
using SearchEngine.Ingestion;

namespace SearchEngine.Evaluation.Answers;

/// <summary>A question of a file in the form of SQuAD 2.0 (Rajpurkar et al. 2018).</summary>
/// <param name="Id">Its id.</param>
/// <param name="Article">Its article's title.</param>
/// <param name="Text">The question.</param>
/// <param name="Answers">What answers it; none where its paragraph does not.</param>
public sealed record AnswerQuestion(string Id, string Article, string Text, IReadOnlyList<string> Answers)
{
    /// <summary>Whether its paragraph answers it.</summary>
    public bool IsAnswerable => Answers.Count > 0;
}

/// <summary>Paragraphs and questions about them.</summary>
/// <param name="Name">Name of the file.</param>
/// <param name="Paragraphs">Path, title and text of each.</param>
/// <param name="Questions">The questions, in the order of the file.</param>
public sealed record AnswerCollection(string Name, IReadOnlyList<Document> Paragraphs, IReadOnlyList<AnswerQuestion> Questions)
{
    /// <summary>Reads a file.</summary>
    /// <exception cref="EvaluationException">There is no such file, or it is not in that form.</exception>
    public static AnswerCollection Open(string file)
    {
        if (!File.Exists(file)) throw new EvaluationException($"{file}: no such file of questions with answers.");
        List<Document> paragraphs = [];
        List<AnswerQuestion> questions = [];
        try
        {
            using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(file));
            foreach ((int a, JsonElement article) in json.RootElement.GetProperty("data").EnumerateArray().Index())
            {
                string title = article.GetProperty("title").GetString()!.Replace('_', ' ');
                foreach ((int p, JsonElement paragraph) in article.GetProperty("paragraphs").EnumerateArray().Index())
                {
                    paragraphs.Add(new Document(FormattableString.Invariant($"{a}-{p}"), title, paragraph.GetProperty("context").GetString()!));
                    questions.AddRange(paragraph.GetProperty("qas").EnumerateArray().Select(question => Read(question, title)).Where(question => !string.IsNullOrWhiteSpace(question.Text)));
                }
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new EvaluationException($"{file} is not in the form of SQuAD 2.0: {e.Message}");
        }
        return questions.Count > 0 ? new AnswerCollection(Path.GetFileNameWithoutExtension(file), paragraphs, questions) : throw new EvaluationException($"{file} asks nothing.");
    }

    private static AnswerQuestion Read(JsonElement question, string article)
    {
        bool impossible = question.TryGetProperty("is_impossible", out JsonElement flag) && flag.GetBoolean();
        return new AnswerQuestion(
            question.GetProperty("id").GetString()!, article, question.GetProperty("question").GetString()!,
            impossible ? [] : [.. question.GetProperty("answers").EnumerateArray().Select(answer => answer.GetProperty("text").GetString()!).Distinct()]);
    }
}
