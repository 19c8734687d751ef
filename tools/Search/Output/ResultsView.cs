using System.Globalization;
using SearchEngine.Search;

namespace SearchEngine.Cli.Output;

/// <summary>Shows results to a person: ranked documents, each with its headings, location and best passage.</summary>
internal sealed class ResultsView(Terminal terminal, TextWriter output, bool explain)
{
    private const int MaxPassageLines = 8;
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
        output.WriteLine(Indent + terminal.Accent(PlainText.ToSingleLine(LocationText.Format(best.Location))));
        ShowPassage(best);
        if (hit.Passages.Count > 1)
        {
            string places = LocationText.FormatPlaces(hit.Passages.Skip(1).Select(passage => passage.Location));
            output.WriteLine(Indent + terminal.Dim(PlainText.ToSingleLine("also at " + places)));
        }
        if (explain) output.WriteLine(Indent + terminal.Dim(Explain(best.Explanation)));
    }

    private void ShowPassage(Passage passage)
    {
        Emphasis? emphasis = terminal.HasColors ? new(passage) : null;
        string body = PlainText.ReplaceControls(HitText.GetBody(passage));
        List<string> lines = [.. PlainText.Wrap(body, terminal.Width - Indent.Length)];
        IEnumerable<string> shown = lines.Take(MaxPassageLines)
            .Select(line => (Indent + (emphasis?.Apply(line, terminal.Bold) ?? line)).TrimEnd());
        output.WriteLine(string.Join('\n', shown).TrimEnd());
        if (lines.Count > MaxPassageLines) output.WriteLine(Indent + terminal.Dim("…"));
    }

    private static string Explain(SearchTimings timings, RerankReport? rerank)
    {
        string retrieval = Invariant(
            $"encode {timings.Encode:F1} ms · words {timings.Lexical:F1} ms · vectors {timings.Dense:F1} ms · ")
            + Invariant($"fuse {timings.Fuse:F1} ms");
        string reranking = rerank is null
            ? ""
            : Invariant($" · rerank {timings.Rerank:F1} ms ({rerank.Scored} passages, weight {rerank.Weight:F2})");
        return Invariant($"{retrieval}{reranking} · total {timings.Total:F1} ms");
    }

    private static string Explain(PassageExplanation explanation)
    {
        string retrievers = $"words {Describe(explanation.Lexical, "BM25")} + meaning {Describe(explanation.Dense, "cosine")}";
        if (explanation.Rerank is not { } rerank) return Invariant($"score {explanation.Score:F3} = {retrievers}");
        return Invariant($"score {explanation.Score:F3} = fused {rerank.Fused:F3} [{retrievers}] + ")
            + Invariant($"cross-encoder (rank {rerank.Rank}, score {rerank.Score:F3}, probability {rerank.Probability:F2})");
    }

    private static string Describe(RetrieverScore? score, string unit) =>
        score is null ? "(not found)" : Invariant($"(rank {score.Rank}, {unit} {score.Score:F3})");

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
