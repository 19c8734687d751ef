using SearchEngine.Index.Catalog;

namespace SearchEngine.Index.Tests;

/// <summary>Documents and vectors for tests, deterministic by seed.</summary>
internal static class Samples
{
    public const string Model = "model-a";
    public const int Dimensions = 48;

    public static DocumentEntry Document(
        string path,
        params string[] texts) => new(path, $"Title of {path}", texts.Sum(text => text.Length),
        new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc), $"hash:{string.Concat(texts)}", DocumentStatus.Indexed, null,
        new Dictionary<string, string> { ["tag"] = "a \"quoted\" ☃" },
        [.. texts.Select((text, i) => new ChunkEntry(i * 100, i * 100 + text.Length, i + 1, "Top > Sub", text, $"key:{text}"))]);

    public static float[] Vector(int seed, int dimensions = Dimensions)
    {
        Random random = new(seed);
        float[] vector = [.. Enumerable.Range(0, dimensions).Select(_ => (float)(random.NextDouble() * 2 - 1))];
        float norm = MathF.Sqrt(vector.Sum(x => x * x));
        return [.. vector.Select(x => x / norm)];
    }

    /// <summary>Embeds every chunk that lacks a vector, by a hash of its key.</summary>
    public static void EmbedAll(this SearchIndex index, string model = Model)
    {
        while (index.Catalog.GetUnembeddedChunks(model, 100) is { Count: > 0 } pending)
            index.Catalog.PutEmbeddings(
                model,
                [
                    .. pending.Select(
                        chunk => KeyValuePair.Create(chunk.EmbeddingKey, (ReadOnlyMemory<float>)VectorOf(chunk.EmbeddingKey, model))),
                ]);
        index.UseModel(model);
    }

    public static float[] VectorOf(string key, string model = Model) => Vector((model + key).Aggregate(17, (hash, c) => hash * 31 + c));
}
