using System.Globalization;
using System.Text;
using SearchEngine.Answers;
using SearchEngine.Search;

namespace SearchEngine.SemanticKernel.Plugins;

/// <summary>Formats results as text that a model can cite.</summary>
internal static class CitedText
{
    public static string Format(SearchResults results)
    {
        if (results.Hits.Count == 0) return "Nothing was found.";
        StringBuilder text = new();
        foreach (SearchHit hit in results.Hits)
        {
            Passage passage = hit.Passages[0];
            string location = FormatLocation(passage.Location);
            text.Append(CultureInfo.InvariantCulture, $"[{hit.Rank}] {hit.Title} ({location})\n{passage.Text.Trim()}\n\n");
        }
        return text.ToString().TrimEnd();
    }

    public static string Format(Answer answer)
    {
        if (answer.Citations.Count == 0) return answer.Text;
        StringBuilder text = new(answer.Text);
        text.Append("\n\nSources:");
        foreach (Citation citation in answer.Citations.DistinctBy(citation => (citation.Number, citation.Location.Start)))
        {
            string location = FormatLocation(citation.Location);
            text.Append(CultureInfo.InvariantCulture, $"\n[{citation.Number}] {location}: \"{citation.Quote}\"");
        }
        return text.ToString();
    }

    /// <summary>Formats a document's text from a line on, limited in length and cut between two lines if possible.</summary>
    public static string Format(IndexedDocument document, int line, int maxCharacters)
    {
        int start = FindLineStart(document.Text, line);
        if (start >= document.Text.Length) return $"'{document.Path}' ends before line {line}.";
        int end = Math.Min(document.Text.Length, start + maxCharacters);
        if (end < document.Text.Length && document.Text.LastIndexOf('\n', end - 1, end - start) is var at && at > start) end = at + 1;
        else if (end < document.Text.Length && char.IsHighSurrogate(document.Text[end - 1])) end--;
        string text = document.Text[start..end];
        if (end == document.Text.Length) return text;
        int nextLine = line + text.AsSpan().Count('\n');
        return string.Create(CultureInfo.InvariantCulture, $"{text}\n(It goes on at line {nextLine}.)");
    }

    private static string FormatLocation(DocumentLocation location)
    {
        string place = location.Place ?? string.Create(CultureInfo.InvariantCulture, $"line {location.Line}");
        return $"{location.Collection}/{location.Path}, {place}";
    }

    private static int FindLineStart(string text, int line)
    {
        int at = 0;
        for (int i = 1; i < line; i++)
        {
            int next = text.IndexOf('\n', at);
            if (next < 0) return text.Length;
            at = next + 1;
        }
        return at;
    }
}
