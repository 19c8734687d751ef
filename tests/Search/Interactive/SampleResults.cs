using SearchEngine.Search;

namespace SearchEngine.Cli.Tests.Interactive;

/// <summary>Results as a search gives them.</summary>
internal static class SampleResults
{
    public static SearchResults WithHits(params string[] titles) => new("query", [.. titles.Select((title, i) => CreateHit(title, i + 1))], new SearchTimings(0, 0, 0, 0, 5), 0, 0);

    public static SearchHit CreateHit(string title, int rank = 1, string root = "", string path = "note.md", string text = "A passage.", int start = 0, int line = 3) => new(
        rank, 1.0 / rank, "notes", root, path, title, [new Passage("", null, line, start, start + text.Length, text, new PassageExplanation(1, null, null))]);
}
