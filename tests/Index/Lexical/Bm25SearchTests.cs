using Lucene.Net.Index;
using SearchEngine.Index.Contracts;
using SearchEngine.Index.Lexical;
using SearchEngine.Tests;

namespace SearchEngine.Index.Tests.Lexical;

public sealed class Bm25SearchTests : IDisposable
{
    private const int Chunks = 7000, Removed = 900;

    private static readonly string[] Words = [.. Enumerable.Range(0, 300).Select(i => $"w{i}")];

    private readonly TemporaryFolder _folder = new();
    private readonly Random _random = new(5);

    public void Dispose() => _folder.Dispose();

    /// <summary>
    /// Writes a large segment and smaller ones after it, most with deletions. Word frequencies are skewed as in natural language.
    /// </summary>
    private DirectoryReader Write(bool ordered)
    {
        string path = _folder[ordered ? "ordered" : "unordered"];
        using LexicalIndex index = new(path);
        long[] ids = [.. Enumerable.Range(0, Chunks).Select(i => i * 3L + 7)];
        if (!ordered) _random.Shuffle(ids);
        int generation = 0, written = 0;
        foreach (int count in new[] { 5000, 1000, 600, 300, 90, 9, 1 })
        {
            long[] removed = [.. written == 0 ? [] : _random.GetItems(ids[..written], Removed / 6)];
            ChunkWords[] added = [.. ids[written..(written + count)].Select(CreateChunk)];
            index.Update(removed, added, new DerivedStamp("test", ++generation));
            written += count;
        }
        return DirectoryReader.Open(new MappedDirectory(path));
    }

    private ChunkWords CreateChunk(long id) => new(id, TextOrNothing(4), TextOrNothing(3), Text(_random.Next(1, 70)));

    private string TextOrNothing(int words) => _random.Next(3) == 0 ? Text(words) : "";

    private string Text(int length) =>
        string.Join(' ', Enumerable.Range(0, length).Select(_ => Words[(int)(Words.Length * Math.Pow(_random.NextDouble(), 3))]));

    private WeightedTerm[] Query()
    {
        IEnumerable<string> anyWords = Enumerable.Range(0, _random.Next(1, 9)).Select(_ => Words[_random.Next(Words.Length)]);
        string[] words = [.. anyWords.Append(Words[_random.Next(4)]).Distinct()];
        return
        [
            .. words.SelectMany(word => (WeightedTerm[])
            [
                new(new Term(ChunkFields.Body, word), 1 + _random.Next(2)),
                new(new Term(ChunkFields.Title, word), 0.25f),
                new(new Term(ChunkFields.Heading, word), 0.25f),
            ]),
            new(new Term(ChunkFields.Body, "absent"), 1),
        ];
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Search_AnyQueryAndFilter_EqualsVisitingAllDocuments(bool ordered)
    {
        using DirectoryReader reader = Write(ordered);
        Assert.True(reader.Leaves.Count > 2 && reader.NumDeletedDocs > Removed / 2);
        Assert.Equal(ordered, reader.Leaves.All(leaf => SegmentColumns.For(leaf.AtomicReader).IsOrdered));
        (LiveSearcher searcher, PlainLucene plain) = (new LiveSearcher(reader), new PlainLucene(reader));
        foreach (double density in new[] { 1e-9, 0.0005, 0.01, 0.1, 0.5, 0.9, 1 })
        {
            IEnumerable<long> ids = Enumerable.Range(0, Chunks * 3 + 100).Select(id => (long)id);
            ChunkFilter filter = ChunkFilter.FromIds(ids.Where(id => id == 6007 || _random.NextDouble() < density));
            for (int round = 0; round < 4; round++)
            {
                WeightedTerm[] query = Query();
                Hit[] all = plain.Search(query), within = [.. all.Where(hit => filter.Contains(hit.ChunkId))];
                foreach (int count in new[] { 1, 10, 200, 20_000 })
                {
                    Assert.Equal(all.Take(count), Bm25Search.Search(searcher, query, count, null));
                    Assert.Equal(within.Take(count), Bm25Search.Search(searcher, query, count, filter));
                }
            }
        }
    }

    [Fact]
    public void Search_ManyEqualScores_ReturnsTheSmallestIds()
    {
        using LexicalIndex index = new(_folder["ties"]);
        IEnumerable<string> texts = Enumerable.Range(0, 5000).Select(i => i % 2 == 0 ? "common rare" : "common");
        ChunkWords[] chunks = [.. texts.Select((text, i) => new ChunkWords(5000 - i, "", "", text))];
        index.Update([], chunks, new DerivedStamp("test", 1));
        using DirectoryReader reader = DirectoryReader.Open(new MappedDirectory(_folder["ties"]));
        WeightedTerm[] query = [new(new Term(ChunkFields.Body, "common"), 1), new(new Term(ChunkFields.Body, "rare"), 1)];

        Hit[] hits = Bm25Search.Search(new LiveSearcher(reader), query, 50, null);

        Assert.Equal(Enumerable.Range(1, 50).Select(i => i * 2L), hits.Select(hit => hit.ChunkId));
    }

    [Fact]
    public void Search_NoTermOrEmptyFilter_FindsNothing()
    {
        using LexicalIndex index = new(_folder["one"]);
        index.Update([], [new(7, "", "", "common")], new DerivedStamp("test", 1));
        using DirectoryReader reader = DirectoryReader.Open(new MappedDirectory(_folder["one"]));
        LiveSearcher searcher = new(reader);
        WeightedTerm[] query = [new(new Term(ChunkFields.Body, "common"), 1)];
        Assert.Single(Bm25Search.Search(searcher, query, 10, ChunkFilter.FromIds([7])));
        Assert.Empty(Bm25Search.Search(searcher, [], 10, null));
        Assert.Empty(Bm25Search.Search(searcher, query, 10, ChunkFilter.FromIds([])));
        Assert.Empty(Bm25Search.Search(searcher, query, 10, ChunkFilter.FromIds([1_000_000])));
        Assert.Empty(Bm25Search.Search(searcher, [new(new Term(ChunkFields.Body, "absent"), 1)], 10, null));
    }
}
