using SearchEngine.Benchmarks.Passages;
using SearchEngine.Benchmarks.Vectors;
using SearchEngine.Index;
using SearchEngine.Index.Catalog;
using SearchEngine.Index.Contracts;

namespace SearchEngine.Benchmarks.Queries;

/// <summary>A whole index of passages: real sentences, and embeddings that gather around topics.</summary>
internal static class PassageIndex
{
    public const int Dimensions = 384;

    private const string Model = "clustered";
    private const int ChunksOfDocument = 8, DocumentsOfCommit = 5_000;

    private static readonly ClusteredVectors Vectors = new(Dimensions);
    private static readonly Dictionary<string, string> NoFields = [];

    /// <summary>Builds the index where it is not whole already.</summary>
    public static void Build(string folder, PassageMaker passages, int chunks)
    {
        using SearchIndex index = SearchIndex.Open(folder, IndexAccess.Write);
        CollectionEntry collection = index.Catalog.GetOrAddCollection("passages", "passages");
        int done = index.Catalog.GetCounts(null).Chunks;
        index.UseModel(Model);
        foreach ((int number, Passage[] of) in passages.Make(chunks).Chunk(ChunksOfDocument).Index())
        {
            int first = number * ChunksOfDocument;
            if (first < done) continue;
            index.Catalog.PutDocument(collection.Id, Document(number, of));
            index.Catalog.PutEmbeddings(Model, [.. of.Select((_, i) => KeyValuePair.Create(Key(first + i), (ReadOnlyMemory<float>)Vectors.Vector((first + i) / 100, first + i)))]);
            if (number % DocumentsOfCommit == DocumentsOfCommit - 1) index.Commit();
        }
        index.Commit();
    }

    /// <summary>A query's embedding: near some topic of the first <paramref name="chunks"/> passages, and no passage's own.</summary>
    public static float[] Query(int number, int chunks) => Vectors.Vector(new Random(number).Next(Math.Max(chunks / 100, 1)), int.MaxValue / 2 + number);

    private static DocumentEntry Document(int number, Passage[] passages) => new(
        $"{number / 1000}/{number}.txt", passages[0].Title, passages.Sum(passage => passage.Text.Length), DateTime.UnixEpoch, $"hash-{number}", DocumentStatus.Indexed, null, NoFields,
        [.. passages.Select((passage, i) => new ChunkEntry(i * 2000, i * 2000 + passage.Text.Length, i + 1, i == 0 ? "" : passage.Title, passage.Text, Key(number * ChunksOfDocument + i)))]);

    private static string Key(int chunk) => $"passage-{chunk}";
}
