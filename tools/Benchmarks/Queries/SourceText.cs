using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using SearchEngine.Evaluation.Collections;

namespace SearchEngine.Benchmarks.Queries;

/// <summary>A document or paragraph as sentences, with the questions about it.</summary>
internal sealed partial record SourceText(string Title, string[] Sentences, string[] Questions)
{
    /// <summary>
    /// Reads a folder in BEIR layout or a file in SQuAD format. Files that end in <c>.xz</c> are unpacked by the
    /// program xz.
    /// </summary>
    public static SourceText[] Read(string path) => Directory.Exists(path) ? ReadBeir(path) : ReadSquad(path);

    private static SourceText[] ReadBeir(string folder)
    {
        BeirCollection collection = BeirCollection.Open(folder, "dev");
        SourceText[] texts = [.. collection.Documents().Select(document => new SourceText(document.Title, Split(document.Text), []))];
        string[][] questions =
        [
            .. collection.Queries.Index()
                .GroupBy(query => query.Index % texts.Length, query => query.Item.Text)
                .Select(group => group.ToArray()),
        ];
        for (int i = 0; i < questions.Length; i++) texts[i] = texts[i] with { Questions = questions[i] };
        return texts;
    }

    private static SourceText[] ReadSquad(string file)
    {
        using JsonDocument json = JsonDocument.Parse(Open(file));
        return
        [
            .. from article in json.RootElement.GetProperty("data").EnumerateArray()
               let title = article.GetProperty("title").GetString()!.Replace('_', ' ')
               from paragraph in article.GetProperty("paragraphs").EnumerateArray()
               let questions = paragraph.GetProperty("qas")
                   .EnumerateArray()
                   .Select(question => question.GetProperty("question").GetString()!)
               select new SourceText(title, Split(paragraph.GetProperty("context").GetString()!), [.. questions]),
        ];
    }

    private static string Open(string file)
    {
        if (!file.EndsWith(".xz", StringComparison.Ordinal)) return File.ReadAllText(file);
        using Process unpack = Process.Start(new ProcessStartInfo("xz", ["-dc", file]) { RedirectStandardOutput = true })!;
        return unpack.StandardOutput.ReadToEnd();
    }

    private static string[] Split(string text) => SentenceBoundary().Split(text);

    [GeneratedRegex(@"(?<=[.!?])\s+(?=[A-Z""])")]
    private static partial Regex SentenceBoundary();
}
