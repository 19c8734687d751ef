using System.Globalization;
using SearchEngine.Searching;

namespace SearchEngine.Search.Output;

/// <summary>Shows results to a person: documents ranked, each with its best passage, where it stands and under which headings.</summary>
internal sealed class ResultsView(Terminal terminal, TextWriter output, bool explain)
{
    private const int PassageLines = 8;
    private const string Indent = "   ";

    public void Show(SearchResults results)
    {
        foreach (SearchHit hit in results.Hits)
        {
            if (hit.Rank > 1) output.WriteLine();
            Show(hit);
        }
        if (explain) output.WriteLine(terminal.Dim(Invariant(
            $"\nencode {results.Timings.Encode:F1} ms · words {results.Timings.Lexical:F1} ms · vectors {results.Timings.Dense:F1} ms · fuse {results.Timings.Fuse:F1} ms · total {results.Timings.Total:F1} ms")));
    }

    private void Show(SearchHit hit)
    {
        Passage best = hit.Passages[0];
        string heading = best.Heading.Length == 0 || best.Heading == hit.Title ? hit.Title
            : best.Heading.StartsWith(hit.Title + " > ", StringComparison.Ordinal) ? best.Heading : $"{hit.Title} > {best.Heading}";
        string rank = string.Create(CultureInfo.InvariantCulture, $"{hit.Rank}.").PadRight(Indent.Length);
        output.WriteLine(rank + terminal.Bold(PlainText.OneLine(heading)));
        output.WriteLine(Indent + terminal.Accent(PlainText.OneLine(Locate(hit, best))));
        ShowPassage(best);
        if (hit.Passages.Count > 1)
            output.WriteLine(Indent + terminal.Dim("also at line " + string.Join(", ", hit.Passages.Skip(1).Select(passage => passage.Line))));
        if (explain) output.WriteLine(Indent + terminal.Dim(Explain(best.Explanation)));
    }

    private void ShowPassage(Passage passage)
    {
        List<string> lines = [.. PlainText.Wrap(PlainText.WithoutControls(WithoutItsHeading(passage)), terminal.Width - Indent.Length)];
        string shown = string.Join('\n', lines.Take(PassageLines).Select(line => (Indent + line).TrimEnd()));
        output.WriteLine(shown.TrimEnd());
        if (lines.Count > PassageLines) output.WriteLine(Indent + terminal.Dim("…"));
    }

    /// <summary>A passage that opens with the heading it stands under need not say it again.</summary>
    private static string WithoutItsHeading(Passage passage)
    {
        int end = passage.Text.IndexOf('\n', StringComparison.Ordinal);
        if (end < 0 || passage.Text[0] != '#') return passage.Text;
        string heading = passage.Text[..end].Trim().Trim('#').Trim();
        return passage.Heading.EndsWith(heading, StringComparison.Ordinal) ? passage.Text[end..].TrimStart('\r', '\n') : passage.Text;
    }

    private static string Explain(PassageExplanation explanation) => Invariant(
        $"score {explanation.Score:F3} = words {Describe(explanation.Lexical, "BM25")} + meaning {Describe(explanation.Dense, "cosine")}");

    private static string Describe(RetrieverScore? score, string unit) => score is null ? "(not found)" : Invariant($"(rank {score.Rank}, {unit} {score.Score:F3})");

    /// <summary>path:line as editors and terminals take it: from the current folder where the file lies below it, else in full.</summary>
    private static string Locate(SearchHit hit, Passage passage)
    {
        if (!Path.IsPathRooted(hit.Root)) return $"{hit.Path}:{passage.Line}";
        string full = Path.Combine(hit.Root, hit.Path);
        string relative = Path.GetRelativePath(Environment.CurrentDirectory, full);
        return $"{(relative.StartsWith("..", StringComparison.Ordinal) ? full : relative)}:{passage.Line}";
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
