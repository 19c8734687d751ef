namespace SearchEngine.Evaluation.Tests.Collections;

/// <summary>A small valid collection in a temporary folder, whose files a test may damage.</summary>
internal sealed class BeirFolder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("beir-").FullName;

    public static BeirFolder Whole()
    {
        BeirFolder folder = new();
        folder.Write("corpus.jsonl", """
            {"_id": "d1", "title": "Bread", "text": "Flour and water."}
            {"_id": "d2", "text": "No title here."}
            """);
        folder.Write("queries.jsonl", """
            {"_id": "q1", "text": "how to bake"}
            {"_id": "q2", "text": "judged in dev only"}
            """);
        folder.Write("qrels/test.tsv", "query-id\tcorpus-id\tscore\nq1\td1\t2\n");
        folder.Write("qrels/dev.tsv", "query-id\tcorpus-id\tscore\nq2\td2\t1\n");
        return folder;
    }

    public string Write(string name, string text)
    {
        string file = Path.Combine(Root, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
        return file;
    }

    public void Delete(string name) => File.Delete(Path.Combine(Root, name));

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
