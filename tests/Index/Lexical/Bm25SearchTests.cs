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

    /// <summary>A large first segment and smaller ones behind it, with deletions in most; words are as frequent as in a language.</summary>
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
            index.Update(removed, ids[written..(written + count)].Select(id => new ChunkWords(id, Maybe(4), Maybe(3), Text(_random.Next(1, 70)))).ToList(), new DerivedStamp("test", ++generation));
            written += count;
        }
        return DirectoryReader.Open(new MappedDirectory(path));
    }

    private string Maybe(int words) => _random.Next(3) == 0 ? Text(words) : "";

    private string Text(int length) => string.Join(' ', Enumerable.Range(0, length).Select(_ => Words[(int)(Words.Length * Math.Pow(_random.NextDouble(), 3))]));

    private WeightedTerm[] Query()
    {
        string[] words = [.. Enumerable.Range(0, _random.Next(1, 9)).Select(_ => Words[_random.Next(Words.Length)]).Append(Words[_random.Next(4)]).Distinct()];
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
    public void Search_AnyQueryAndFilter_FindsWhatVisitingAllDocumentsFinds(bool ordered)
    {
        using DirectoryReader reader = Write(ordered);
        Assert.True(reader.Leaves.Count > 2 && reader.NumDeletedDocs > Removed / 2);
        Assert.Equal(ordered, reader.Leaves.All(leaf => SegmentColumns.For(leaf.AtomicReader).IsOrdered));
        (LiveSearcher searcher, PlainLucene plain) = (new LiveSearcher(reader), new PlainLucene(reader));
        foreach (double density in new[] { 1e-9, 0.0005, 0.01, 0.1, 0.5, 0.9, 1 })
        {
            ChunkFilter filter = ChunkFilter.FromIds(Enumerable.Range(0, Chunks * 3 + 100).Select(id => (long)id).Where(id => id == 6007 || _random.NextDouble() < density));
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
    public void Search_ManyEqualScores_TakesTheSmallestIds()
    {
        using LexicalIndex index = new(_folder["ties"]);
        index.Update([], Enumerable.Range(0, 5000).Select(i => new ChunkWords(5000 - i, "", "", i % 2 == 0 ? "common rare" : "common")).ToList(), new DerivedStamp("test", 1));
        using DirectoryReader reader = DirectoryReader.Open(new MappedDirectory(_folder["ties"]));
        WeightedTerm[] query = [new(new Term(ChunkFields.Body, "common"), 1), new(new Term(ChunkFields.Body, "rare"), 1)];
        Assert.Equal(Enumerable.Range(1, 50).Select(i => i * 2L), Bm25Search.Search(new LiveSearcher(reader), query, 50, null).Select(hit => hit.ChunkId));
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
