using SearchEngine.Index;
using SearchEngine.Index.Catalog;
using SearchEngine.Index.Contracts;

namespace SearchEngine.Crash.Tests.Kill;

/// <summary>An endless program of changes to an index, the same for the same seed: each step is one transaction, or one commit.</summary>
internal sealed class Script(int seed)
{
    private const int Paths = 24, Topics = 40, Dimensions = 32;

    private static readonly string[] Models = ["model-a", "model-b"];

    /// <summary>Runs a step. What it does depends on its number and on the catalog that the steps before it made.</summary>
    /// <param name="index">The index to change.</param>
    /// <param name="step">The step's number, from 0.</param>
    /// <param name="commits">Whether steps that commit do so: they do not change the catalog.</param>
    /// <returns>Whether it was a commit.</returns>
    public bool Run(SearchIndex index, int step, bool commits = true)
    {
        Random random = new(unchecked(seed * 1_000_003 + step));
        if (step == 0)
        {
            index.UseModel(Models[0]);
            return false;
        }
        long docs = index.Catalog.GetOrAddCollection("docs", "/docs").Id;
        if (step == 1) return false;
        switch (random.Next(100))
        {
            case < 35:
                index.Catalog.PutDocument(docs, Document(Path(random), random));
                break;
            case < 47:
                index.Catalog.TryRemoveDocument(docs, Path(random));
                break;
            case < 50:
                index.Catalog.TryTouchDocument(docs, Path(random), Time(random));
                break;
            case < 69:
                Embed(index, random.Next(1, 12));
                break;
            case < 70:
                index.UseModel(Models[random.Next(Models.Length)]);
                break;
            default:
                if (commits) index.Commit();
                return true;
        }
        return false;
    }

    /// <summary>What an index finds, by words and by vectors.</summary>
    public static IEnumerable<IReadOnlyList<Hit>> Answers(SearchIndex index) =>
    [
        index.SearchWords("apple", 1000),
        index.SearchWords("topic1 topic2 topic3 pear apple", 1000),
        index.SearchWords("\"apple pear\" topic4", 1000),
        .. Enumerable.Range(0, 3).Select(query => index.SearchVectors(Vector($"query {query}"), 1000)),
    ];

    /// <summary>Embeds so many chunks that lack it.</summary>
    public static void Embed(SearchIndex index, int count) => index.Catalog.PutEmbeddings(index.Model!,
        [.. index.Catalog.GetUnembeddedChunks(index.Model!, count).Select(chunk => KeyValuePair.Create(chunk.EmbeddingKey, (ReadOnlyMemory<float>)Vector(index.Model + chunk.EmbeddingKey)))]);

    /// <summary>A document of a few short passages.</summary>
    public static DocumentEntry Document(string path, Random random)
    {
        string[] texts = [.. Enumerable.Range(0, random.Next(1, 6)).Select(_ => Text(random))];
        return new DocumentEntry(path, $"Title topic{random.Next(Topics)}", texts.Sum(text => text.Length), Time(random), $"hash{random.Next()}", DocumentStatus.Indexed,
            null, new Dictionary<string, string> { ["tag"] = $"tag{random.Next(3)}" },
            [.. texts.Select((text, i) => new ChunkEntry(i * 100, i * 100 + text.Length, i + 1, "Heading", text, $"key:{text}"))]);
    }

    /// <summary>Short texts of few topics, so that documents share embeddings.</summary>
    private static string Text(Random random) => $"{(random.Next(2) == 0 ? "apple pear" : "pear apple")} topic{random.Next(Topics)} {(random.Next(4) == 0 ? "apple" : "")}";

    private static string Path(Random random) => $"doc{random.Next(Paths)}.md";

    private static DateTime Time(Random random) => new(2026, 1, 1 + random.Next(28), 0, 0, 0, DateTimeKind.Utc);

    private static float[] Vector(string name)
    {
        Random random = new(name.Aggregate(17, (hash, c) => unchecked(hash * 31 + c)));
        float[] vector = [.. Enumerable.Range(0, Dimensions).Select(_ => (float)(random.NextDouble() * 2 - 1))];
        float norm = MathF.Sqrt(vector.Sum(x => x * x));
        return [.. vector.Select(x => x / norm)];
    }
}
