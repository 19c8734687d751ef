using System.Globalization;
using SearchEngine.Search;

namespace SearchEngine.Cli.Output;

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
        if (explain) output.WriteLine(terminal.Dim("\n" + Explain(results.Timings, results.Rerank)));
    }

    private void Show(SearchHit hit)
    {
        Passage best = hit.Passages[0];
        string rank = string.Create(CultureInfo.InvariantCulture, $"{hit.Rank}.").PadRight(Indent.Length);
        output.WriteLine(rank + terminal.Bold(PlainText.ToSingleLine(HitText.FormatHeading(hit, best))));
        output.WriteLine(Indent + terminal.Accent(PlainText.ToSingleLine(HitText.FormatLocation(best.Location))));
        ShowPassage(best);
        if (hit.Passages.Count > 1)
        {
            string places = HitText.FormatPlaces(hit.Passages.Skip(1).Select(passage => passage.Location));
            output.WriteLine(Indent + terminal.Dim(PlainText.ToSingleLine("also at " + places)));
        }
        if (explain) output.WriteLine(Indent + terminal.Dim(Explain(best.Explanation)));
    }

    private void ShowPassage(Passage passage)
    {
        Emphasis? emphasis = terminal.HasColors ? new(passage) : null;
        List<string> lines = [.. PlainText.Wrap(PlainText.ReplaceControls(HitText.GetBody(passage)), terminal.Width - Indent.Length)];
        string shown = string.Join('\n', lines.Take(PassageLines).Select(line => (Indent + (emphasis?.Apply(line, terminal.Bold) ?? line)).TrimEnd()));
        output.WriteLine(shown.TrimEnd());
        if (lines.Count > PassageLines) output.WriteLine(Indent + terminal.Dim("…"));
    }

    private static string Explain(SearchTimings timings, RerankReport? rerank)
    {
        string reranking = rerank is null ? "" : Invariant($"rerank {timings.Rerank:F1} ms ({rerank.Scored} passages, weight {rerank.Weight:F2}) · ");
        return Invariant($"encode {timings.Encode:F1} ms · words {timings.Lexical:F1} ms · vectors {timings.Dense:F1} ms · fuse {timings.Fuse:F1} ms · {reranking}total {timings.Total:F1} ms");
    }

    private static string Explain(PassageExplanation explanation)
    {
        string retrievers = $"words {Describe(explanation.Lexical, "BM25")} + meaning {Describe(explanation.Dense, "cosine")}";
        return explanation.Rerank is { } rerank
            ? Invariant($"score {explanation.Score:F3} = fused {rerank.Fused:F3} [{retrievers}] + cross-encoder (rank {rerank.Rank}, score {rerank.Score:F3}, probability {rerank.Probability:F2})")
            : Invariant($"score {explanation.Score:F3} = {retrievers}");
    }

    private static string Describe(RetrieverScore? score, string unit) => score is null ? "(not found)" : Invariant($"(rank {score.Rank}, {unit} {score.Score:F3})");

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
