using System.Numerics.Tensors;
using SearchEngine.Index;
using SearchEngine.Index.Catalog;
using SearchEngine.Index.Contracts;

namespace SearchEngine.Crash.Tests.Readers;

/// <summary>
/// Documents that are repeatedly rewritten as a whole, with the edition's number in every passage, so that a result that mixes two
/// states is detected. One more document, the guest, is replaced with each edition. All passages have the same length and so the same
/// score.
/// </summary>
internal static class Editions
{
    private const string Model = "fake", Word = "apple", Guest = "guest";
    private const int Documents = 12, Passages = 3, Dimensions = 32;

    private static readonly float[] Query = CreateVector("query");

    /// <summary>Commits an edition: new passages of some documents (all of them in the first edition) and a new guest.</summary>
    public static void Write(SearchIndex index, int edition)
    {
        Random random = new(edition);
        index.UseModel(Model);
        long docs = index.Catalog.GetOrAddCollection("docs", "/docs").Id;
        for (int i = 0; i < Documents; i++)
        {
            if (edition == 0 || random.Next(4) == 0) index.Catalog.PutDocument(docs, CreateDocument($"doc{i}", edition));
        }
        index.Catalog.PutDocument(docs, CreateDocument($"{Guest}{edition}", edition));
        index.Catalog.TryRemoveDocument(docs, $"{Guest}{edition - 1}");

        // With a commit before embedding, readers can see a state whose vectors lag behind its words.
        if (random.Next(2) == 0) index.Commit();
        Embed(index.Catalog);
        index.Commit();
    }

    /// <summary>Returns the score of every passage for the word that all of them contain.</summary>
    public static float GetWordScore(IndexSnapshot snapshot) => Assert.Single(snapshot.SearchWords(Word, 1)).Score;

    /// <summary>Checks that both searches of a snapshot return every document whole, in one edition and with the expected scores.</summary>
    /// <param name="snapshot">The snapshot.</param>
    /// <param name="wordScore">The result of <see cref="GetWordScore"/>.</param>
    public static void Check(IndexSnapshot snapshot, float wordScore)
    {
        Dictionary<string, string> editions = [];
        foreach (IGrouping<string, ChunkRow> document in GroupByDocument(snapshot, snapshot.SearchWords(Word, 1000), _ => wordScore))
        {
            Assert.Equal(Passages, document.Count());
            editions.Add(document.Key, Assert.Single(document.Select(row => row.ContentHash).Distinct()));
        }
        Assert.Equal(Documents + 1, editions.Count);
        Assert.Single(editions.Keys, path => path.StartsWith(Guest, StringComparison.Ordinal));
        foreach (IGrouping<string, ChunkRow> document in GroupByDocument(snapshot, snapshot.SearchVectors(Query, 1000), GetVectorScore))
        {
            Assert.Equal(Passages, document.Count());
            Assert.Equal(editions[document.Key], Assert.Single(document.Select(row => row.ContentHash).Distinct()));
        }
    }

    /// <summary>Checks that every hit has one row and the expected score, and groups the rows by document.</summary>
    private static IEnumerable<IGrouping<string, ChunkRow>> GroupByDocument(
        IndexSnapshot snapshot, IReadOnlyList<Hit> hits, Func<ChunkRow, float> getScore)
    {
        IReadOnlyList<ChunkRow> rows = snapshot.GetChunks([.. hits.Select(hit => hit.ChunkId)]);
        Assert.Equal(hits.Select(hit => hit.ChunkId), rows.Select(row => row.ChunkId));
        Assert.Equal(rows.Count, rows.Select(row => (row.Path, row.Start)).Distinct().Count());
        foreach ((Hit hit, ChunkRow row) in hits.Zip(rows)) Assert.Equal(getScore(row), hit.Score, 5);
        return rows.GroupBy(row => row.Path);
    }

    private static void Embed(CatalogStore catalog)
    {
        while (catalog.GetUnembeddedChunks(Model, 100) is { Count: > 0 } pending)
        {
            catalog.PutEmbeddings(Model, [.. pending.Select(Embed)]);
        }

        static KeyValuePair<string, ReadOnlyMemory<float>> Embed(UnembeddedChunk chunk) =>
            new(chunk.EmbeddingKey, CreateVector(chunk.EmbeddingKey));
    }

    private static DocumentEntry CreateDocument(string path, int edition)
    {
        IEnumerable<ChunkEntry> passages = Enumerable.Range(0, Passages)
            .Select(i => new ChunkEntry(i, i + 1, 1, "", $"{Word} {edition}", $"{path} {i} edition {edition}"));
        return new DocumentEntry(
            path,
            "Title",
            0,
            DateTime.UnixEpoch,
            $"edition {edition}",
            DocumentStatus.Indexed,
            null,
            new Dictionary<string, string>(),
            [.. passages]);
    }

    private static float GetVectorScore(ChunkRow row) =>
        TensorPrimitives.Dot(Query, CreateVector($"{row.Path} {row.Start} {row.ContentHash}"));

    private static float[] CreateVector(string name)
    {
        Random random = new(name.Aggregate(17, (hash, c) => unchecked(hash * 31 + c)));
        return [.. Enumerable.Range(0, Dimensions).Select(_ => random.NextSingle() - 0.5f)];
    }
}
