// Measures how well your own questions find the documents that answer them:  OwnQuestions DIR QUESTIONS INDEX
// QUESTIONS is a JSON Lines file: {"question": "how hot must the oven be?", "paths": ["bakery/oven-notes.txt"]}
using System.Text.Json;
using SearchEngine;
using SearchEngine.Index.Contracts;
using SearchEngine.Search;

if (args is not [var folder, var file, var index])
{
    Console.Error.WriteLine("Usage: OwnQuestions DIR QUESTIONS INDEX");
    return 2;
}
try
{
    IEnumerable<string> lines = File.ReadLines(file).Where(line => line.Trim().Length > 0);
    Question[] questions = [.. lines.Select((line, i) => Question.Parse(line, $"{file}, line {i + 1}"))];
    await using KnowledgeBase knowledge = await KnowledgeBase.OpenAsync(new KnowledgeBaseOptions { IndexPath = index });
    await knowledge.IndexAsync(folder);
    (string, QueryOptions)[] modes =
    [
        ("words", new() { Mode = RetrievalMode.Lexical }), ("meaning", new() { Mode = RetrievalMode.Dense }),
        ("both", new() { Rerank = null }), ("re-ranked", new()),
    ];
    foreach ((string name, QueryOptions options) in modes)
    {
        List<int> ranks = [];
        foreach (Question question in questions)
        {
            SearchResults results = await knowledge.QueryAsync(question.Text, options with { Take = 10 });
            ranks.Add(1 + results.Hits.Select(hit => hit.Path).ToList().FindIndex(question.Paths.Contains));
            if (ranks[^1] == 0) Console.Error.WriteLine($"{name}: not among the first ten: {question.Text}");
        }
        string counts = $"first {ranks.Count(rank => rank == 1)} of {ranks.Count}, among ten {ranks.Count(rank => rank > 0)}";
        Console.WriteLine($"{name,-10} {counts}, MRR {ranks.Average(rank => rank > 0 ? 1.0 / rank : 0):0.000}");
    }
    return 0;
}
catch (Exception e) when (e is IndexException or IOException or FormatException)
{
    Console.Error.WriteLine(e.Message);
    return 3;
}

internal sealed record Question(string Text, IReadOnlyList<string> Paths)
{
    public static Question Parse(string line, string place)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(line);
            string[] paths = [.. json.RootElement.GetProperty("paths").EnumerateArray().Select(path => path.GetString()!)];
            return new Question(json.RootElement.GetProperty("question").GetString()!, paths);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new FormatException($"{place}: write {{\"question\": \"...\", \"paths\": [\"...\"]}} ({e.Message})", e);
        }
    }
}
