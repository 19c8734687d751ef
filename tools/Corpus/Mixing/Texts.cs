using System.Text;

namespace SearchEngine.Corpus.Mixing;

/// <summary>Generates texts in text formats, no two of them the same.</summary>
internal static class Texts
{
    /// <summary>The formats, by extension; common formats are listed more than once.</summary>
    public static IReadOnlyList<string> Formats { get; } =
    [
        "md", "md", "md", "txt", "txt", "txt", "html", "html",
        "csv", "tsv", "json", "jsonl", "ipynb", "srt", "vtt", "eml", "log", "yaml",
        .. SourceCode.Languages,
    ];

    public static string Write(string format, SentenceGenerator sentences) => format switch
    {
        "md" => $"---\ntitle: {sentences.NextTitle()}\ntags: [mixed]\n---\n\n# {sentences.NextTitle()}\n\n"
            + Repeat(sentences, 1, 3, (text, _) => $"## {text.NextTitle()}\n\n{text.NextParagraph()}\n\n")
            + $"- {sentences.NextSentence()}\n- {sentences.NextSentence()}\n\n"
            + $"| what | who |\n|---|---|\n| {sentences.NextTitle()} | {sentences.NextName()} |\n",
        "html" => $"<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>{sentences.NextTitle()}</title></head>"
            + $"<body><nav><a href=\"/\">Home</a></nav><main><h1>{sentences.NextTitle()}</h1>\n"
            + Repeat(sentences, 2, 5, (text, _) => $"<p>{text.NextParagraph()}</p>\n")
            + "</main></body></html>\n",
        "csv" => "id,title,text\n" + Repeat(sentences, 3, 30, (text, i) => $"{i},\"{text.NextTitle()}\",\"{text.NextSentence()}\"\n"),
        "tsv" => "id\ttitle\ttext\n" + Repeat(sentences, 3, 30, (text, i) => $"{i}\t{text.NextTitle()}\t{text.NextSentence()}\n"),
        "json" => $"{{\n  \"title\": \"{sentences.NextTitle()}\",\n  \"entries\": [\n"
            + Repeat(sentences, 2, 9, (text, i) => $"    {{ \"id\": {i}, \"text\": \"{text.NextSentence()}\" }},\n")
            + "    null\n  ]\n}\n",
        "jsonl" => Repeat(sentences, 3, 30, (text, i) => $"{{\"id\": {i}, \"text\": \"{text.NextSentence()}\"}}\n"),
        "ipynb" => $"{{\n \"cells\": [\n  {{\"cell_type\": \"markdown\", \"id\": \"a\", \"metadata\": {{}}, \"source\": "
            + $"[\"# {sentences.NextTitle()}\\n\", \"\\n\", \"{sentences.NextParagraph()}\"]}},\n"
            + $"  {{\"cell_type\": \"code\", \"execution_count\": null, \"id\": \"b\", \"metadata\": {{}}, \"outputs\": [], "
            + $"\"source\": [\"print('{sentences.NextSentence()}')\"]}}\n"
            + " ],\n \"metadata\": {},\n \"nbformat\": 4,\n \"nbformat_minor\": 5\n}\n",
        "srt" => Repeat(sentences, 3, 12, (text, i) => $"{i}\n00:{i:00}:01,000 --> 00:{i:00}:04,000\n{text.NextSentence()}\n\n"),
        "vtt" => "WEBVTT\n\n" + Repeat(sentences, 3, 12, (text, i) => $"00:{i:00}:01.000 --> 00:{i:00}:04.000\n{text.NextSentence()}\n\n"),
        "eml" => $"From: {sentences.NextName()}@example.org\r\nTo: someone@example.org\r\nSubject: {sentences.NextTitle()}\r\n"
            + "Date: Mon, 02 Mar 2026 08:30:00 +0000\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
            + $"{sentences.NextParagraph()}\r\n\r\n{sentences.NextParagraph()}\r\n",
        "log" => Repeat(sentences, 5, 80, (text, i) => $"2026-03-02T08:30:{i % 60:00}Z INFO {text.NextSentence()}\n"),
        "yaml" => $"title: {sentences.NextTitle()}\nentries:\n" + Repeat(sentences, 2, 9, (text, _) => $"  - {text.NextSentence()}\n"),
        "txt" => $"{sentences.NextTitle()}\n\n" + Repeat(sentences, 1, 6, (text, _) => text.NextParagraph() + "\n\n"),
        _ => SourceCode.Write(format, sentences),
    };

    private static string Repeat(SentenceGenerator sentences, int min, int max, Func<SentenceGenerator, int, string> write)
    {
        StringBuilder text = new();
        int count = sentences.Pick([.. Enumerable.Range(min, max - min + 1)]);
        for (int i = 1; i <= count; i++) text.Append(write(sentences, i));
        return text.ToString();
    }
}
