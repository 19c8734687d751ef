using System.Globalization;
using System.Text;
using SearchEngine.Answers;
using SearchEngine.Search;

namespace SearchEngine.SemanticKernel.Plugins;

/// <summary>Results as text that a model can cite.</summary>
internal static class CitedText
{
    public static string Format(SearchResults results)
    {
        if (results.Hits.Count == 0) return "Nothing was found.";
        StringBuilder text = new();
        foreach (SearchHit hit in results.Hits)
        {
            Passage passage = hit.Passages[0];
            text.Append(CultureInfo.InvariantCulture, $"[{hit.Rank}] {hit.Title} ({FormatLocation(hit.Collection, hit.Path, passage.Place, passage.Line)})\n{passage.Text.Trim()}\n\n");
        }
        return text.ToString().TrimEnd();
    }

    public static string Format(Answer answer)
    {
        if (answer.Citations.Count == 0) return answer.Text;
        StringBuilder text = new(answer.Text);
        text.Append("\n\nSources:");
        foreach (Citation citation in answer.Citations.DistinctBy(citation => (citation.Number, citation.Start)))
            text.Append(CultureInfo.InvariantCulture, $"\n[{citation.Number}] {FormatLocation(citation.Collection, citation.Path, citation.Place, citation.Line)}: \"{citation.Quote}\"");
        return text.ToString();
    }

    /// <summary>A document's text from a line on, at most so many characters and ended between two lines where it can be.</summary>
    public static string Format(IndexedDocument document, int line, int maxCharacters)
    {
        int start = FindLineStart(document.Text, line);
        if (start >= document.Text.Length) return $"'{document.Path}' ends before line {line}.";
        int end = Math.Min(document.Text.Length, start + maxCharacters);
        if (end < document.Text.Length && document.Text.LastIndexOf('\n', end - 1, end - start) is var at && at > start) end = at + 1;
        else if (end < document.Text.Length && char.IsHighSurrogate(document.Text[end - 1])) end--;
        string text = document.Text[start..end];
        return end == document.Text.Length ? text : string.Create(CultureInfo.InvariantCulture, $"{text}\n(It goes on at line {line + text.AsSpan().Count('\n')}.)");
    }

    private static string FormatLocation(string collection, string path, string? place, int line) => place is null ? string.Create(CultureInfo.InvariantCulture, $"{collection}/{path}, line {line}") : $"{collection}/{path}, {place}";

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
