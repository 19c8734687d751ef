using SearchEngine.Index;
using SearchEngine.Index.Catalog;
using SearchEngine.Index.Contracts;

namespace SearchEngine.Crash.Tests.Kill;

/// <summary>An endless sequence of changes to an index, determined by a seed. Each step is one transaction or one commit.</summary>
internal sealed class Script(int seed)
{
    private const int Paths = 24, Topics = 40, Dimensions = 32;

    private static readonly string[] Models = ["model-a", "model-b"];

    /// <summary>Runs a step. Its effect depends on the seed, its number and the current catalog.</summary>
    /// <param name="index">The index to change.</param>
    /// <param name="step">The step's number, from 0.</param>
    /// <param name="commits">Whether commit steps really commit; a commit does not change the catalog.</param>
    /// <returns>Whether the step is a commit.</returns>
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
                index.Catalog.PutDocument(docs, CreateDocument(PickPath(random), random));
                break;
            case < 47:
                index.Catalog.TryRemoveDocument(docs, PickPath(random));
                break;
            case < 50:
                index.Catalog.TryTouchDocument(docs, PickPath(random), PickTime(random));
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

    /// <summary>Returns the hits of a few lexical and vector queries.</summary>
    public static IReadOnlyList<IReadOnlyList<Hit>> Search(SearchIndex index)
    {
        using IndexSnapshot snapshot = index.Snapshot();
        return
        [
            snapshot.SearchWords("apple", 1000),
            snapshot.SearchWords("topic1 topic2 topic3 pear apple", 1000),
            snapshot.SearchWords("\"apple pear\" topic4", 1000),
            snapshot.SearchVectors(CreateVector("query 0"), 1000),
            snapshot.SearchVectors(CreateVector("query 1"), 1000),
            snapshot.SearchVectors(CreateVector("query 2"), 1000),
        ];
    }

    /// <summary>Embeds up to <paramref name="count"/> chunks that have no embedding yet.</summary>
    public static void Embed(SearchIndex index, int count)
    {
        string model = index.Model!;
        index.Catalog.PutEmbeddings(model, [.. index.Catalog.GetUnembeddedChunks(model, count).Select(Embed)]);

        KeyValuePair<string, ReadOnlyMemory<float>> Embed(UnembeddedChunk chunk) =>
            new(chunk.EmbeddingKey, CreateVector(model + chunk.EmbeddingKey));
    }

    /// <summary>Creates a document of a few short passages.</summary>
    public static DocumentEntry CreateDocument(string path, Random random)
    {
        string[] texts = [.. Enumerable.Range(0, random.Next(1, 6)).Select(_ => CreateText(random))];
        return new DocumentEntry(
            path,
            $"Title topic{random.Next(Topics)}",
            texts.Sum(text => text.Length),
            PickTime(random),
            $"hash{random.Next()}",
            DocumentStatus.Indexed,
            null,
            new Dictionary<string, string> { ["tag"] = $"tag{random.Next(3)}" },
            [.. texts.Select((text, i) => new ChunkEntry(i * 100, i * 100 + text.Length, i + 1, "Heading", text, $"key:{text}"))]);
    }

    /// <summary>Creates a short text about one of few topics, so that documents share embeddings.</summary>
    private static string CreateText(Random random)
    {
        string start = random.Next(2) == 0 ? "apple pear" : "pear apple";
        return $"{start} topic{random.Next(Topics)} {(random.Next(4) == 0 ? "apple" : "")}";
    }

    private static string PickPath(Random random) => $"doc{random.Next(Paths)}.md";

    private static DateTime PickTime(Random random) => new(2026, 1, 1 + random.Next(28), 0, 0, 0, DateTimeKind.Utc);

    private static float[] CreateVector(string name)
    {
        Random random = new(name.Aggregate(17, (hash, c) => unchecked(hash * 31 + c)));
        float[] vector = [.. Enumerable.Range(0, Dimensions).Select(_ => (float)(random.NextDouble() * 2 - 1))];
        float norm = MathF.Sqrt(vector.Sum(x => x * x));
        return [.. vector.Select(x => x / norm)];
    }
}
