using SearchEngine.Index.Contracts;
using SearchEngine.Index.Lexical;
using SearchEngine.Tests;

namespace SearchEngine.Index.Tests.Lexical;

public sealed class LexicalIndexTests : IDisposable
{
    private static readonly ChunkWords[] Chunks =
    [
        new(0, "", "", "Refunds are handled by the billing team within ten days."),
        new(1, "", "", "Call getUserById to load a user; net10.0 and C# 14 are required."),
        new(2, "", "", "To be or not to be, that is the question."),
        new(3, "", "", "The billing team owns invoices. Days off are handled elsewhere."),
        new(4, "", "", "退款政策：请在十天内联系我们。"),
        new(5, "Naming", "Style > Identifiers", "snake_case names and the user's manual"),
        new(6, "", "", "Upgrade the ONNX package from 1.0.21 at once"),
    ];

    private static readonly string[] Words = ["billing", "team", "user", "refund", "question", "days", "to", "be", "getUserById"];

    private readonly TemporaryFolder _folder = new();
    private readonly LexicalIndex _index;
    private long _generation;

    public LexicalIndexTests()
    {
        _index = new LexicalIndex(_folder["lexical"]);
        Update([], Chunks);
    }

    public void Dispose()
    {
        _index.Dispose();
        _folder.Dispose();
    }

    private void Update(IEnumerable<long> removed, IEnumerable<ChunkWords> added) =>
        _index.Update(removed, added, new DerivedStamp("test", ++_generation));

    private long[] Find(string query, ChunkFilter? filter = null, int count = 10) =>
        [.. _index.Search(query, count, filter).Select(hit => hit.ChunkId)];

    [Theory]
    [InlineData("how do I ask for a refund", 0)]
    [InlineData("getUserById", 1)]
    [InlineData("getuserbyid", 1)]
    [InlineData("get user", 1)]
    [InlineData("net10.0", 1)]
    [InlineData("c#", 1)]
    [InlineData("net10", 1)]
    [InlineData("GETUSER BYID getUserById()", 1)]
    [InlineData("snake_case", 5)]
    [InlineData("snake", 5)]
    [InlineData("SNAKE_CASE.", 5)]
    [InlineData("1.0.21", 6)]
    [InlineData("version 21", 6)]
    [InlineData("the user’s manual", 5)]
    [InlineData("退款", 4)]
    [InlineData("manual", 5)]
    [InlineData("naming", 5)]
    [InlineData("identifiers", 5)]
    [InlineData("the users manual", 5)]
    public void Search_Words_FindsTheBestChunk(string query, long expected) => Assert.Equal(expected, Find(query)[0]);

    [Theory]
    [InlineData("refunds", null)]
    [InlineData("\"billing team\" days", "0,3")]
    [InlineData("billing -refunds", "1,2,3,4,5,6")]
    [InlineData("\"billing team\" -invoices", "0")]
    [InlineData("-billing", "1,2,4,5,6")]
    [InlineData("\"no such phrase\"", "")]
    public void MatchConditions_PhrasesAndExclusions_FindsMatchingChunks(string query, string? expected)
    {
        ChunkFilter? matching = _index.MatchConditions(query);

        Assert.Equal(expected, matching is null ? null : string.Join(',', Chunks.Select(chunk => chunk.ChunkId).Where(matching.Contains)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("?!… — ()")]
    [InlineData("-billing")]
    [InlineData("nosuchword")]
    [InlineData("\"nosuchword\" refunds")]
    [InlineData("\"\" -\"\"")]
    [InlineData("whom")]
    public void Search_NothingToFind_FindsNothing(string query) => Assert.Empty(Find(query));

    [Theory]
    [InlineData("billing:team AND (")]
    [InlineData("+billing^2 ~ team* OR")]
    [InlineData("[billing TO team] \\")]
    [InlineData("\"billing")]
    public void Search_LuceneSyntax_IsPlainText(string query) => Assert.Equal([3, 0], Find(query).OrderDescending());

    [Fact]
    public void Search_OnlyStopWords_SearchesThem() => Assert.Equal(2, Find("to be or not to be")[0]);

    [Fact]
    public void Search_Phrase_MustOccurInSequence()
    {
        Assert.Equal([0], Find("\"handled by the billing team\" days"));
        Assert.Equal([2], Find("\"not to be\""));
        Assert.Equal([2], Find("\"to be\" refunds"));
        Assert.Equal([1], Find("\"call getUserById\""));
        Assert.Equal([3], Find("\"invoices\""));
        Assert.Empty(Find("\"naming style\""));
    }

    [Fact]
    public void Search_MinusWord_MustNotOccur()
    {
        Assert.Equal([0], Find("billing -invoices"));
        Assert.Equal([3], Find("billing -\"ten days\""));
        Assert.Equal([3], Find("billing -refunds"));
    }

    [Fact]
    public void Search_HugeQuery_UsesTheTermsOfHighestTfIdf()
    {
        string noise = string.Join(' ', Enumerable.Range(0, 20_000).Select(i => $"w{i}"));
        string noisyText = string.Join(' ', Enumerable.Range(0, 2000).Select(j => $"w{j}"));
        Update([], Enumerable.Range(0, 40).Select(i => new ChunkWords(100 + i, "", "", noisyText)));
        long[] found = Find(noise + " refunds", count: 100);
        Assert.Equal(41, found.Length);
        Assert.Contains(0, found);
    }

    [Fact]
    public void Search_EqualScores_AreOrderedById()
    {
        Update([], [new(30, "", "", "zebra"), new(20, "", "", "zebra")]);
        Update([], [new(10, "", "", "zebra"), new(40, "", "", "zebra")]);
        Assert.Equal([10, 20, 30, 40], Find("zebra"));
        Assert.Equal([10, 20], Find("zebra", count: 2));
        Assert.Empty(Find("zebra", count: 0));
    }

    [Fact]
    public void Search_Filter_LimitsBeforeCounting()
    {
        Assert.Equal([3], Find("billing team", ChunkFilter.FromIds([3, 4]), count: 1));
        Assert.Empty(Find("billing team", ChunkFilter.FromIds([])));
        Hit second = _index.Search("billing team", 10)[1];
        Assert.Equal([second], _index.Search("billing team", 10, ChunkFilter.FromIds([second.ChunkId])));
    }

    [Fact]
    public void Update_RemovedAndAddedChunks_CommitsBoth()
    {
        Update([0, 999], [new(7, "", "", "Refunds moved here")]);
        Assert.Equal([7], Find("refunds"));
        Assert.Equal((new DerivedStamp("test", 2), 7), (_index.Stamp, _index.Count));
    }

    [Fact]
    public void Search_AfterChangesAndDeletions_ScoresLikeARebuiltIndex()
    {
        Random random = new(3);
        SortedDictionary<long, ChunkWords> truth = new(Chunks.ToDictionary(chunk => chunk.ChunkId));
        for (long id = 100; id < 400;)
        {
            string Text() => string.Join(' ', random.GetItems(Words, random.Next(1, 80)));
            ChunkWords CreateChunk() => new(id++, id % 3 == 0 ? "billing rules" : "", "", Text());
            ChunkWords[] added = [.. Enumerable.Range(0, 20).Select(_ => CreateChunk())];
            long[] removed = [.. truth.Keys.Where(_ => random.Next(10) == 0)];
            foreach (long removedId in removed) truth.Remove(removedId);
            foreach (ChunkWords chunk in added) truth.Add(chunk.ChunkId, chunk);
            Update(removed, added);
        }
        using LexicalIndex rebuilt = new(_folder["rebuilt"]);
        rebuilt.Update([], truth.Values, new DerivedStamp("test", 1));
        string[] queries = ["billing team", "user", "refund question days", "\"billing team\" user", "billing -user", "to be"];
        foreach (string query in queries)
        {
            Assert.NotEmpty(rebuilt.Search(query, 50));
            Assert.Equal(rebuilt.Search(query, 50), _index.Search(query, 50));
        }
    }

    [Fact]
    public void Update_AnotherSource_EmptiesTheIndexFirst()
    {
        _index.Update([], [new(1, "", "", "alone")], new DerivedStamp("other", 9));
        Assert.Equal(1, _index.Count);
        Assert.Empty(Find("refunds"));
    }

    [Fact]
    public void Update_Fails_KeepsTheLastCommit()
    {
        static IEnumerable<ChunkWords> Failing()
        {
            yield return new ChunkWords(50, "", "", "halfway");
            throw new InvalidOperationException("no more");
        }

        Assert.Throws<InvalidOperationException>(() => Update([0], Failing()));
        Assert.Equal([0], Find("refunds"));
        Assert.Empty(Find("halfway"));
        Update([], [new(51, "", "", "halfway")]);
        Assert.Equal([51], Find("halfway"));
    }

    [Fact]
    public void Refresh_CommitOfAnotherIndex_MakesItVisible()
    {
        using LexicalIndex reader = new(_folder["lexical"]);
        Update([], [new(60, "", "", "fresh")]);
        Assert.Empty(reader.Search("fresh", 1));
        reader.Refresh();
        Assert.Equal(60, reader.Search("fresh", 1)[0].ChunkId);
        Assert.Equal(_index.Stamp, reader.Stamp);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Update_StampOnly_IsVisibleAtOnceAndToReaders(bool reopened)
    {
        using LexicalIndex reader = new(_folder["lexical"]);
        if (reopened) _index.Dispose();
        using LexicalIndex? again = reopened ? new LexicalIndex(_folder["lexical"]) : null;
        LexicalIndex index = again ?? _index;
        for (int generation = 100; generation < 105; generation++)
        {
            index.Update([], [], new DerivedStamp("test", generation));
            reader.Refresh();

            Assert.Equal(generation, index.Stamp.Generation);
            Assert.Equal(generation, reader.Stamp.Generation);
        }
    }

    [Fact]
    public void Refresh_IndexRebuiltUnderAReader_ReadsTheNewOne()
    {
        using LexicalIndex reader = new(_folder["lexical"]);
        Assert.Equal([0], Found(reader, "refunds"));
        _index.Dispose();
        Directory.Delete(_folder["lexical"], recursive: true);
        using LexicalIndex rebuilt = new(_folder["lexical"]);
        rebuilt.Update([], [.. Chunks.Select(chunk => chunk with { Text = "marmalade" })], new DerivedStamp("test", 1));

        reader.Refresh();

        Assert.Empty(Found(reader, "refunds"));
        Assert.Equal(7, Found(reader, "marmalade").Length);

        static long[] Found(LexicalIndex index, string query) => [.. index.Search(query, 10).Select(hit => hit.ChunkId)];
    }

    [Fact]
    public async Task Constructor_FirstCommitHalfWritten_WaitsForTheRest()
    {
        string commit = Directory.GetFiles(_folder["lexical"], "segments_*").Single();
        byte[] whole = File.ReadAllBytes(commit);
        File.WriteAllBytes(commit, whole[..^20]);
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        Task<LexicalIndex> opening = Task.Run(() => new LexicalIndex(_folder["lexical"]), cancellation);
        File.AppendAllBytes(commit, whole[^20..]);

        using LexicalIndex reader = await opening;

        Assert.Equal(7, reader.Count);
    }

    [Fact]
    public void Constructor_MissingFolder_IsEmpty()
    {
        using LexicalIndex empty = new(_folder["none"]);
        Assert.Empty(empty.Search("refunds", 10));
        Assert.Equal((0L, 0), (empty.Stamp.Generation, empty.Count));
    }
}
