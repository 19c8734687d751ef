using System.CommandLine;
using System.Text.Json;

namespace SearchEngine.Benchmarks.Ranking;

/// <summary>
/// <c>benchmarks squad</c>: converts a SQuAD file (Rajpurkar et al. 2016, 2018) to a collection in BEIR layout. Paragraphs
/// become documents, and answerable questions become queries.
/// </summary>
internal static class SquadCollection
{
    public static Command Create()
    {
        Argument<string> file = new("FILE") { Description = "A file in SQuAD 1.1 or 2.0 format" };
        Argument<string> folder = new("DIR") { Description = "The folder to write" };
        Option<string> split = new("--split") { Description = "Name of the split to write", DefaultValueFactory = _ => "test" };
        Command command = new("squad", "Convert SQuAD's paragraphs and questions to a judged collection") { file, folder, split };
        command.SetAction(parsed => Write(parsed.GetRequiredValue(file), parsed.GetRequiredValue(folder), parsed.GetRequiredValue(split)));
        return command;
    }

    private static void Write(string file, string folder, string split)
    {
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(file));
        Directory.CreateDirectory(Path.Combine(folder, "qrels"));
        using StreamWriter corpus = new(Path.Combine(folder, "corpus.jsonl"));
        using StreamWriter queries = new(Path.Combine(folder, "queries.jsonl"));
        using StreamWriter qrels = new(Path.Combine(folder, "qrels", split + ".tsv"));
        qrels.WriteLine("query-id\tcorpus-id\tscore");
        foreach ((int a, JsonElement article) in json.RootElement.GetProperty("data").EnumerateArray().Index())
        {
            string title = article.GetProperty("title").GetString()!.Replace('_', ' ');
            foreach ((int p, JsonElement paragraph) in article.GetProperty("paragraphs").EnumerateArray().Index())
            {
                string document = FormattableString.Invariant($"{a}-{p}");
                corpus.WriteLine(
                    JsonSerializer.Serialize(new { _id = document, title, text = paragraph.GetProperty("context").GetString() }));
                foreach (JsonElement question in paragraph.GetProperty("qas").EnumerateArray().Where(IsAnswered))
                {
                    string id = question.GetProperty("id").GetString()!;
                    queries.WriteLine(JsonSerializer.Serialize(new { _id = id, text = question.GetProperty("question").GetString() }));
                    qrels.WriteLine($"{id}\t{document}\t1");
                }
            }
        }
    }

    private static bool IsAnswered(JsonElement question) =>
        !(question.TryGetProperty("is_impossible", out JsonElement impossible) && impossible.GetBoolean())
        && !string.IsNullOrWhiteSpace(question.GetProperty("question").GetString());
}
