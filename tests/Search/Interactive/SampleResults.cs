using SearchEngine.Search;

namespace SearchEngine.Cli.Tests.Interactive;

/// <summary>Creates search results.</summary>
internal static class SampleResults
{
    public static SearchResults WithHits(params string[] titles)
    {
        SearchHit[] hits = [.. titles.Select((title, i) => CreateHit(title, i + 1))];
        return new SearchResults("query", hits, new SearchTimings(0, 0, 0, 0, 5), 0, 0);
    }

    public static SearchHit CreateHit(
        string title,
        int rank = 1,
        string root = "",
        string path = "note.md",
        string text = "A passage.",
        int start = 0,
        int line = 3)
    {
        DocumentLocation location = new("notes", root, path, null, line, start, start + text.Length);
        Passage passage = new("", location, text, new PassageExplanation(1, null, null));
        return new SearchHit(rank, 1.0 / rank, location.Collection, root, path, title, [passage]);
    }
}
