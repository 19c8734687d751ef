using System.Text;

namespace SearchEngine.Corpus.Mixing;

/// <summary>Texts in the formats that people write by hand or programs write by the line, no two alike.</summary>
internal static class Texts
{
    /// <summary>The formats, by extension; those that are most of a folder stand here more than once.</summary>
    public static IReadOnlyList<string> Formats { get; } =
    [
        "md", "md", "md", "txt", "txt", "txt", "html", "html", "csv", "tsv", "json", "jsonl", "ipynb", "srt", "vtt", "eml", "log", "yaml", .. SourceCode.Languages,
    ];

    public static string Write(string format, Sentences say) => format switch
    {
        "md" => $"---\ntitle: {say.Title()}\ntags: [mixed]\n---\n\n# {say.Title()}\n\n"
            + $"{Many(say, 1, 3, (text, _) => $"## {text.Title()}\n\n{text.Paragraph()}\n\n")}"
            + $"- {say.Next()}\n- {say.Next()}\n\n| what | who |\n|---|---|\n| {say.Title()} | {say.Name()} |\n",
        "html" => $"<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>{say.Title()}</title></head>"
            + $"<body><nav><a href=\"/\">Home</a></nav><main><h1>{say.Title()}</h1>\n{Many(say, 2, 5, (text, _) => $"<p>{text.Paragraph()}</p>\n")}</main></body></html>\n",
        "csv" => "id,title,text\n" + Many(say, 3, 30, (text, i) => $"{i},\"{text.Title()}\",\"{text.Next()}\"\n"),
        "tsv" => "id\ttitle\ttext\n" + Many(say, 3, 30, (text, i) => $"{i}\t{text.Title()}\t{text.Next()}\n"),
        "json" => $"{{\n  \"title\": \"{say.Title()}\",\n  \"entries\": [\n{Many(say, 2, 9, (text, i) => $"    {{ \"id\": {i}, \"text\": \"{text.Next()}\" }},\n")}    null\n  ]\n}}\n",
        "jsonl" => Many(say, 3, 30, (text, i) => $"{{\"id\": {i}, \"text\": \"{text.Next()}\"}}\n"),
        "ipynb" => $"{{\n \"cells\": [\n  {{\"cell_type\": \"markdown\", \"id\": \"a\", \"metadata\": {{}}, \"source\": [\"# {say.Title()}\\n\", \"\\n\", \"{say.Paragraph()}\"]}},\n"
            + $"  {{\"cell_type\": \"code\", \"execution_count\": null, \"id\": \"b\", \"metadata\": {{}}, \"outputs\": [], \"source\": [\"print('{say.Next()}')\"]}}\n"
            + " ],\n \"metadata\": {},\n \"nbformat\": 4,\n \"nbformat_minor\": 5\n}\n",
        "srt" => Many(say, 3, 12, (text, i) => $"{i}\n00:{i:00}:01,000 --> 00:{i:00}:04,000\n{text.Next()}\n\n"),
        "vtt" => "WEBVTT\n\n" + Many(say, 3, 12, (text, i) => $"00:{i:00}:01.000 --> 00:{i:00}:04.000\n{text.Next()}\n\n"),
        "eml" => $"From: {say.Name()}@example.org\r\nTo: someone@example.org\r\nSubject: {say.Title()}\r\n"
            + $"Date: Mon, 02 Mar 2026 08:30:00 +0000\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{say.Paragraph()}\r\n\r\n{say.Paragraph()}\r\n",
        "log" => Many(say, 5, 80, (text, i) => $"2026-03-02T08:30:{i % 60:00}Z INFO {text.Next()}\n"),
        "yaml" => $"title: {say.Title()}\nentries:\n" + Many(say, 2, 9, (text, _) => $"  - {text.Next()}\n"),
        "txt" => $"{say.Title()}\n\n" + Many(say, 1, 6, (text, _) => text.Paragraph() + "\n\n"),
        _ => SourceCode.Write(format, say),
    };

    private static string Many(Sentences say, int least, int most, Func<Sentences, int, string> write)
    {
        StringBuilder text = new();
        int count = say.Of([.. Enumerable.Range(least, most - least + 1)]);
        for (int i = 1; i <= count; i++) text.Append(write(say, i));
        return text.ToString();
    }
}
