using System.Text.Json;
using SearchEngine.Ingestion;

namespace SearchEngine.Evaluation.Answers;

/// <summary>A question of a file in SQuAD 2.0 format (Rajpurkar et al. 2018).</summary>
/// <param name="Id">The id of the question.</param>
/// <param name="Article">The title of its article.</param>
/// <param name="Text">The question.</param>
/// <param name="Answers">The expected answers. Empty if the paragraph does not answer the question.</param>
public sealed record AnswerQuestion(string Id, string Article, string Text, IReadOnlyList<string> Answers)
{
    /// <summary>Whether the paragraph answers the question.</summary>
    public bool IsAnswerable => Answers.Count > 0;
}

/// <summary>Paragraphs and questions about them.</summary>
/// <param name="Name">The name of the file.</param>
/// <param name="Paragraphs">The path, title and text of each paragraph.</param>
/// <param name="Questions">The questions, in the order of the file.</param>
public sealed record AnswerCollection(string Name, IReadOnlyList<Document> Paragraphs, IReadOnlyList<AnswerQuestion> Questions)
{
    /// <summary>Reads a file in SQuAD 2.0 format.</summary>
    /// <exception cref="EvaluationException">The file does not exist or has another format.</exception>
    public static AnswerCollection Open(string file)
    {
        if (!File.Exists(file)) throw new EvaluationException($"{file}: file of questions and answers not found.");
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
                    paragraphs.Add(
                        new Document(FormattableString.Invariant($"{a}-{p}"), title, paragraph.GetProperty("context").GetString()!));
                    questions.AddRange(
                        paragraph.GetProperty("qas")
                            .EnumerateArray()
                            .Select(question => Read(question, title))
                            .Where(question => !string.IsNullOrWhiteSpace(question.Text)));
                }
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new EvaluationException($"{file} is not in SQuAD 2.0 format: {e.Message}");
        }
        return questions.Count > 0
            ? new AnswerCollection(Path.GetFileNameWithoutExtension(file), paragraphs, questions)
            : throw new EvaluationException($"{file} contains no questions.");
    }

    private static string[] ReadAnswers(JsonElement question) =>
        [.. question.GetProperty("answers").EnumerateArray().Select(answer => answer.GetProperty("text").GetString()!).Distinct()];

    private static AnswerQuestion Read(JsonElement question, string article)
    {
        bool impossible = question.TryGetProperty("is_impossible", out JsonElement flag) && flag.GetBoolean();
        return new AnswerQuestion(
            question.GetProperty("id").GetString()!, article, question.GetProperty("question").GetString()!,
            impossible ? [] : ReadAnswers(question));
    }
}
