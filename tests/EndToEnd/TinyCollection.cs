namespace SearchEngine.EndToEnd.Tests;

/// <summary>A judged collection small enough to measure by hand.</summary>
internal static class TinyCollection
{
    private const string Stripes = "Each zebra bears a pattern of black and white stripes that no other animal in the herd shares, "
        + "and foals learn it within days.";

    /// <summary>
    /// Writes the collection into a folder and returns its path. The folder's name is also the name of its cached index.
    /// </summary>
    public static string Write(Home home, string folder = "collection")
    {
        home.Write($"{folder}/corpus.jsonl", $$"""
            {"_id": "stripes", "title": "", "text": "{{Stripes}}"}
            {"_id": "zebra", "title": "Zebra", "text": "Zebra, zebra, zebra."}
            {"_id": "car", "title": "", "text": "A car drove down the motorway."}
            {"_id": "bread", "title": "", "text": "The rye bakes at 230 degrees for fifty minutes."}
            """);
        home.Write($"{folder}/queries.jsonl", """
            {"_id": "q1", "text": "zebra"}
            {"_id": "q2", "text": "automobile"}
            {"_id": "q3", "text": "never judged"}
            """);
        home.Write($"{folder}/qrels/test.tsv", "query-id\tcorpus-id\tscore\nq1\tstripes\t1\nq1\tzebra\t0\nq2\tcar\t2\n");
        return home.GetPath(folder);
    }
}
