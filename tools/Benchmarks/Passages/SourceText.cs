using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using SearchEngine.Evaluation.Collections;

namespace SearchEngine.Benchmarks.Passages;

/// <summary>A document or paragraph of real text, sentence by sentence, and what is asked about it.</summary>
internal sealed partial record SourceText(string Title, string[] Sentences, string[] Questions)
{
    /// <summary>Reads a folder in BEIR layout, or a file in SQuAD's; one that ends in <c>.xz</c> is read through the program xz.</summary>
    public static SourceText[] Read(string path) => Directory.Exists(path) ? OfBeir(path) : OfSquad(path);

    private static SourceText[] OfBeir(string folder)
    {
        BeirCollection collection = BeirCollection.Open(folder, "dev");
        SourceText[] texts = [.. collection.Documents().Select(document => new SourceText(document.Title, Split(document.Text), []))];
        string[][] questions = [.. collection.Queries.Select((query, i) => (query.Text, i)).GroupBy(query => query.i % texts.Length, query => query.Text).Select(group => group.ToArray())];
        for (int i = 0; i < questions.Length; i++) texts[i] = texts[i] with { Questions = questions[i] };
        return texts;
    }

    private static SourceText[] OfSquad(string file)
    {
        using JsonDocument json = JsonDocument.Parse(Open(file));
        return
        [
            .. json.RootElement.GetProperty("data").EnumerateArray().SelectMany(article => article.GetProperty("paragraphs").EnumerateArray().Select(paragraph => new SourceText(
                article.GetProperty("title").GetString()!.Replace('_', ' '),
                Split(paragraph.GetProperty("context").GetString()!),
                [.. paragraph.GetProperty("qas").EnumerateArray().Select(question => question.GetProperty("question").GetString()!)]))),
        ];
    }

    private static string Open(string file)
    {
        if (!file.EndsWith(".xz", StringComparison.Ordinal)) return File.ReadAllText(file);
        using Process unpack = Process.Start(new ProcessStartInfo("xz", ["-dc", file]) { RedirectStandardOutput = true })!;
        return unpack.StandardOutput.ReadToEnd();
    }

    private static string[] Split(string text) => BetweenSentences().Split(text);

    [GeneratedRegex(@"(?<=[.!?])\s+(?=[A-Z""])")]
    private static partial Regex BetweenSentences();
}
