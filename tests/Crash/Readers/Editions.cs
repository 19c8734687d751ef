using System.Numerics.Tensors;
using SearchEngine.Index;
using SearchEngine.Index.Catalog;
using SearchEngine.Index.Contracts;

namespace SearchEngine.Crash.Tests.Readers;

/// <summary>
/// Documents that are rewritten again and again, each time as a whole and with the edition's number in every passage, so that a result that mixes two states shows it. One more,
/// the guest, goes with every edition and comes back under another name. All passages are of one length, so that every one has the same score in every state.
/// </summary>
internal static class Editions
{
    private const string Model = "fake", Word = "apple", Guest = "guest";
    private const int Documents = 12, Passages = 3, Dimensions = 32;

    private static readonly float[] Query = Vector("query");

    /// <summary>Commits an edition: new passages of some documents (all, if it is the first), and another guest.</summary>
    public static void Write(SearchIndex index, int edition)
    {
        Random random = new(edition);
        index.UseModel(Model);
        long docs = index.Catalog.GetOrAddCollection("docs", "/docs").Id;
        for (int i = 0; i < Documents; i++)
        {
            if (edition == 0 || random.Next(4) == 0) index.Catalog.PutDocument(docs, Document($"doc{i}", edition));
        }
        index.Catalog.PutDocument(docs, Document($"{Guest}{edition}", edition));
        index.Catalog.TryRemoveDocument(docs, $"{Guest}{edition - 1}");

        // Words first or both at once: readers may come between.
        if (random.Next(2) == 0) index.Commit();
        Embed(index.Catalog);
        index.Commit();
    }

    /// <summary>The score that each passage has for the word that is in all of them.</summary>
    public static float WordScore(IndexSnapshot snapshot) => Assert.Single(snapshot.SearchWords(Word, 1)).Score;

    /// <summary>Sees that a snapshot is one state: every document whole and in one edition, by words and by vectors, with the scores that it should have.</summary>
    /// <param name="snapshot">The snapshot.</param>
    /// <param name="wordScore">See <see cref="WordScore"/>.</param>
    public static void Check(IndexSnapshot snapshot, float wordScore)
    {
        Dictionary<string, string> editions = [];
        foreach (IGrouping<string, ChunkRow> document in Found(snapshot, snapshot.SearchWords(Word, 1000), _ => wordScore))
        {
            Assert.Equal(Passages, document.Count());
            editions.Add(document.Key, Assert.Single(document.Select(row => row.ContentHash).Distinct()));
        }
        Assert.Equal(Documents + 1, editions.Count);
        Assert.Single(editions.Keys, path => path.StartsWith(Guest, StringComparison.Ordinal));
        foreach (IGrouping<string, ChunkRow> document in Found(snapshot, snapshot.SearchVectors(Query, 1000), row => TensorPrimitives.Dot(Query, Vector(Key(row)))))
        {
            Assert.Equal(Passages, document.Count());
            Assert.Equal(editions[document.Key], Assert.Single(document.Select(row => row.ContentHash).Distinct()));
        }
    }

    /// <summary>The rows of hits, by document: each there, each once, with the score expected.</summary>
    private static IEnumerable<IGrouping<string, ChunkRow>> Found(IndexSnapshot snapshot, IReadOnlyList<Hit> hits, Func<ChunkRow, float> score)
    {
        IReadOnlyList<ChunkRow> rows = snapshot.GetChunks([.. hits.Select(hit => hit.ChunkId)]);
        Assert.Equal(hits.Select(hit => hit.ChunkId), rows.Select(row => row.ChunkId));
        Assert.Equal(rows.Count, rows.Select(row => (row.Path, row.Start)).Distinct().Count());
        foreach ((Hit hit, ChunkRow row) in hits.Zip(rows)) Assert.Equal(score(row), hit.Score, 5);
        return rows.GroupBy(row => row.Path);
    }

    private static void Embed(CatalogStore catalog)
    {
        while (catalog.GetUnembeddedChunks(Model, 100) is { Count: > 0 } pending)
            catalog.PutEmbeddings(Model, [.. pending.Select(chunk => KeyValuePair.Create(chunk.EmbeddingKey, (ReadOnlyMemory<float>)Vector(chunk.EmbeddingKey)))]);
    }

    private static DocumentEntry Document(string path, int edition) => new(path, "Title", 0, DateTime.UnixEpoch, $"edition {edition}", DocumentStatus.Indexed, null,
        new Dictionary<string, string>(), [.. Enumerable.Range(0, Passages).Select(i => new ChunkEntry(i, i + 1, 1, "", $"{Word} {edition}", $"{path} {i} edition {edition}"))]);

    private static string Key(ChunkRow row) => $"{row.Path} {row.Start} {row.ContentHash}";

    private static float[] Vector(string name)
    {
        Random random = new(name.Aggregate(17, (hash, c) => unchecked(hash * 31 + c)));
        return [.. Enumerable.Range(0, Dimensions).Select(_ => random.NextSingle() - 0.5f)];
    }
}
