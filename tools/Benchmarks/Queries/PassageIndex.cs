using SearchEngine.Benchmarks.Vectors;
using SearchEngine.Index;
using SearchEngine.Index.Catalog;
using SearchEngine.Index.Contracts;

namespace SearchEngine.Benchmarks.Queries;

/// <summary>An index of passages made of real sentences, with clustered embeddings.</summary>
internal static class PassageIndex
{
    public const int Dimensions = 384;

    private const string Model = "clustered";
    private const int ChunksOfDocument = 8, DocumentsOfCommit = 5_000;

    private static readonly ClusteredVectors Vectors = new(Dimensions);
    private static readonly Dictionary<string, string> NoFields = [];

    /// <summary>Builds the index, or completes one that was interrupted.</summary>
    public static void Build(string folder, PassageMaker passages, int chunks)
    {
        using SearchIndex index = SearchIndex.Open(folder, IndexAccess.Write);
        CollectionEntry collection = index.Catalog.GetOrAddCollection("passages", "passages");
        int done = index.Catalog.GetCounts(null).Chunks;
        index.UseModel(Model);
        foreach ((int number, Passage[] document) in passages.Make(chunks).Chunk(ChunksOfDocument).Index())
        {
            int first = number * ChunksOfDocument;
            if (first < done) continue;
            index.Catalog.PutDocument(collection.Id, Document(number, document));
            index.Catalog.PutEmbeddings(Model, [.. Enumerable.Range(first, document.Length).Select(Embedding)]);
            if (number % DocumentsOfCommit == DocumentsOfCommit - 1) index.Commit();
        }
        index.Commit();
    }

    /// <summary>Returns an embedding near a cluster of the first <paramref name="chunks"/> passages that equals none of them.</summary>
    public static float[] Query(int number, int chunks) =>
        Vectors.Vector(new Random(number).Next(Math.Max(chunks / 100, 1)), int.MaxValue / 2 + number);

    private static KeyValuePair<string, ReadOnlyMemory<float>> Embedding(int chunk) =>
        KeyValuePair.Create(Key(chunk), (ReadOnlyMemory<float>)Vectors.Vector(chunk / 100, chunk));

    private static DocumentEntry Document(int number, Passage[] passages) => new(
        $"{number / 1000}/{number}.txt",
        passages[0].Title,
        passages.Sum(passage => passage.Text.Length),
        DateTime.UnixEpoch,
        $"hash-{number}",
        DocumentStatus.Indexed,
        null,
        NoFields,
        [.. passages.Select((passage, i) => Chunk(number, i, passage))]);

    private static ChunkEntry Chunk(int document, int position, Passage passage)
    {
        int start = position * 2000;
        string heading = position == 0 ? "" : passage.Title, key = Key(document * ChunksOfDocument + position);
        return new ChunkEntry(start, start + passage.Text.Length, position + 1, heading, passage.Text, key);
    }

    private static string Key(int chunk) => $"passage-{chunk}";
}
