using System.Text.RegularExpressions;
using SearchEngine.Searching;

namespace SearchEngine.Search.Output;

/// <summary>Makes the query's words bold where they stand in a passage; a line that was wrapped no longer knows its offsets, but its words are the same.</summary>
internal sealed class Emphasis
{
    private readonly Regex? _words;

    public Emphasis(Passage passage)
    {
        string[] words = [.. passage.Words.Select(word => passage.Text[(word.Start - passage.Start)..(word.End - passage.Start)]).Distinct()];
        if (words.Length > 0)
            _words = new Regex($@"(?<![\p{{L}}\p{{N}}_])(?:{string.Join('|', words.OrderByDescending(word => word.Length).Select(Regex.Escape))})(?![\p{{L}}\p{{N}}_])", RegexOptions.CultureInvariant);
    }

    public string Apply(string line, Terminal terminal) => _words?.Replace(line, match => terminal.Bold(match.Value)) ?? line;
}
