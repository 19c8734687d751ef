using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.VectorData;

namespace SearchEngine.VectorStore.Tests;

/// <summary>Tests vector search and hybrid search.</summary>
public sealed class SearchTests : IDisposable
{
    private readonly Library _library = new();

    public void Dispose() => _library.Dispose();

    [Theory]
    [InlineData(DistanceFunction.CosineSimilarity, 1.0, "a b c d")]
    [InlineData(DistanceFunction.CosineDistance, 0.0, "a b c d")]
    [InlineData(DistanceFunction.DotProductSimilarity, 2.0, "a b c d")]
    [InlineData(DistanceFunction.NegativeDotProductSimilarity, -2.0, "a b c d")]
    [InlineData(DistanceFunction.EuclideanDistance, 1.0, "a b c d")]
    [InlineData(DistanceFunction.EuclideanSquaredDistance, 1.0, "a b c d")]
    [InlineData(DistanceFunction.ManhattanDistance, 1.0, "a b c d")]
    [InlineData(DistanceFunction.HammingDistance, 1.0, "a d b c")]
    public async Task Search_EachDistanceFunction_ReturnsTheNearestFirst(string function, double best, string order)
    {
        VectorStoreCollection<object, Dictionary<string, object?>> points = _library.Store.GetDynamicCollection("points", new()
        {
            Properties =
            [
                new VectorStoreKeyProperty("Key", typeof(string)),
                new VectorStoreVectorProperty("Vector", typeof(ReadOnlyMemory<float>), 3) { DistanceFunction = function },
            ],
        });
        await points.EnsureCollectionExistsAsync(Library.Token);
        await points.UpsertAsync(
            Book.Shelfful.Select(book => new Dictionary<string, object?> { ["Key"] = book.Id, ["Vector"] = book.Vector }),
            Library.Token);

        List<VectorSearchResult<Dictionary<string, object?>>> found = await points.SearchAsync(
            new float[] { 2, 0, 0 },
            10,
            cancellationToken: Library.Token).ToListAsync(Library.Token);

        Assert.Equal(order, string.Join(' ', found.Select(result => result.Record["Key"])));
        Assert.Equal(best, found[0].Score!.Value, 5);
        List<VectorSearchResult<Dictionary<string, object?>>> near = await points.SearchAsync(
            new float[] { 2, 0, 0 },
            10,
            new() { ScoreThreshold = found[1].Score },
            Library.Token).ToListAsync(Library.Token);
        Assert.Equal(
            found.Where(result => result.Score == found[0].Score || result.Score == found[1].Score).Select(result => result.Record["Key"]),
            near.Select(result => result.Record["Key"]));
    }

    [Fact]
    public async Task Search_ManyVectors_AgreesWithBruteForce()
    {
        const int Count = 3000, Dimensions = 48;
        Random random = new(11);
        float[][] vectors =
        [
            .. Enumerable.Range(0, Count).Select(_ => Enumerable.Range(0, Dimensions).Select(_ => random.NextSingle() - 0.5f).ToArray()),
        ];
        VectorStoreCollection<object, Dictionary<string, object?>> points = _library.Store.GetDynamicCollection("many", new()
        {
            Properties =
            [
                new VectorStoreKeyProperty("Key", typeof(int)),
                new VectorStoreVectorProperty("Vector", typeof(float[]), Dimensions),
            ],
        });
        await points.EnsureCollectionExistsAsync(Library.Token);
        await points.UpsertAsync(
            vectors.Select((vector, i) => new Dictionary<string, object?> { ["Key"] = i, ["Vector"] = vector }),
            Library.Token);

        int[] expected = [.. Enumerable.Range(1, Count - 1).OrderByDescending(i => Cosine(vectors[0], vectors[i])).Take(20)];
        Assert.Equal(
            [0, .. expected],
            await points.SearchAsync(vectors[0], 21, cancellationToken: Library.Token)
                .Select(result => (int)result.Record["Key"]!)
                .ToListAsync(Library.Token));
        Assert.Equal(
            expected[4..9],
            await points.SearchAsync(vectors[0], 5, new() { Skip = 5 }, Library.Token)
                .Select(result => (int)result.Record["Key"]!)
                .ToListAsync(Library.Token));

        static double Cosine(float[] one, float[] other) =>
            one.Zip(other, (x, y) => (double)x * y).Sum() / Math.Sqrt(one.Sum(x => (double)x * x) * other.Sum(x => (double)x * x));
    }

    [Fact]
    public async Task Search_SeveralVectorProperties_RequiresOneAndSkipsNull()
    {
        VectorStoreCollection<object, Dictionary<string, object?>> two = _library.Store.GetDynamicCollection("two", new()
        {
            Properties =
            [
                new VectorStoreKeyProperty("Key", typeof(string)),
                new VectorStoreVectorProperty("One", typeof(float[]), 2),
                new VectorStoreVectorProperty("Two", typeof(float[]), 2),
            ],
        });
        await two.EnsureCollectionExistsAsync(Library.Token);
        await two.UpsertAsync(
            new Dictionary<string, object?> { ["Key"] = "x", ["One"] = new float[] { 1, 0 }, ["Two"] = null },
            Library.Token);
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => two.SearchAsync(new float[] { 1, 0 }, 1, cancellationToken: Library.Token).ToListAsync(Library.Token).AsTask());
        Assert.Single(
            await two.SearchAsync(
                new float[] { 1, 0 },
                1,
                new() { VectorProperty = record => record["One"] },
                Library.Token).ToListAsync(Library.Token));
        Assert.Empty(
            await two.SearchAsync(
                new float[] { 1, 0 },
                1,
                new() { VectorProperty = record => record["Two"] },
                Library.Token).ToListAsync(Library.Token));
    }

    [Fact]
    public async Task Search_VectorOfAnotherLength_Throws()
    {
        VectorStoreCollection<string, Book> books = await _library.BooksAsync();
        ArgumentException refused = await Assert.ThrowsAsync<ArgumentException>(
            () => books.SearchAsync(new float[] { 1, 0 }, 1, cancellationToken: Library.Token).ToListAsync(Library.Token).AsTask());
        Assert.Contains("vectors of 3 numbers", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_TextWithoutGenerator_Throws()
    {
        VectorStoreCollection<string, Book> books = await _library.BooksAsync();
        await Assert.ThrowsAsync<NotSupportedException>(
            () => books.SearchAsync("apples", 1, cancellationToken: Library.Token).ToListAsync(Library.Token).AsTask());
    }

    [Theory]
    [InlineData("orange", "b")]
    [InlineData("gardens", "d")]
    [InlineData("\"tangy\" OR NOT", "a")]
    [InlineData("tangy and sweet", "b")]
    [InlineData("nothing of the kind", "a")]
    [InlineData("*", "a")]
    public async Task HybridSearch_Keyword_LiftsTheMatchingRecord(string keyword, string first)
    {
        IKeywordHybridSearchable<Book> books = (IKeywordHybridSearchable<Book>)await _library.BooksAsync();
        List<string> found = await books.HybridSearchAsync(new float[] { 1, 0, 0 }, [keyword], 10, cancellationToken: Library.Token)
            .Select(result => result.Record.Id)
            .ToListAsync(Library.Token);
        Assert.Equal(4, found.Count);
        // The best lexical hit and the nearest vector have equal weight; the nearer record wins a tie.
        Assert.Contains(first, found.Take(first == "d" ? 3 : 1));
    }

    [Fact]
    public async Task HybridSearch_FilteredAndPaged_AppliesBoth()
    {
        IKeywordHybridSearchable<Book> books = (IKeywordHybridSearchable<Book>)await _library.BooksAsync();
        float[] query = [1, 0, 0];
        Assert.Equal(
            ["b", "c"],
            await books.HybridSearchAsync(query, ["apples"], 10, new() { Filter = book => book.Year == 2001 }, Library.Token)
                .Select(result => result.Record.Id)
                .Order()
                .ToListAsync(Library.Token));
        List<string> all = await books.HybridSearchAsync(query, ["orange", "night"], 10, cancellationToken: Library.Token)
            .Select(result => result.Record.Id)
            .ToListAsync(Library.Token);
        Assert.Equal(
            all.Skip(1).Take(2),
            await books.HybridSearchAsync(query, ["orange", "night"], 2, new() { Skip = 1 }, Library.Token)
                .Select(result => result.Record.Id)
                .ToListAsync(Library.Token));
    }

    [Fact]
    public async Task HybridSearch_ReplacedOrDeletedWords_AreNotFound()
    {
        VectorStoreCollection<string, Book> books = await _library.BooksAsync();
        IKeywordHybridSearchable<Book> hybrid = (IKeywordHybridSearchable<Book>)books;
        await books.UpsertAsync(new Book { Id = "a", Title = "Pears", Vector = new float[] { 0, 0, 1 } }, Library.Token);
        await books.DeleteAsync("b", Library.Token);
        Assert.Equal(0, await BestAsync("apples"), 5);
        Assert.Equal(0, await BestAsync("oranges"), 5);
        Assert.True(await BestAsync("pears") > 0.4);

        // The vector has no similarity to either record, so the score comes from the words.
        async Task<double> BestAsync(string word) =>
            await hybrid.HybridSearchAsync(
                new float[] { 0, 0, -1 },
                [word],
                10,
                new() { Filter = book => book.Id == "a" || book.Id == "c" },
                Library.Token)
                .Where(result => result.Record.Id == "a").Select(result => result.Score!.Value).SingleAsync(Library.Token);
    }

    [Fact]
    public async Task AddSearchVectorStore_RegisteredGenerator_EmbedsTexts()
    {
        ServiceCollection collection = new();
        collection.AddSingleton<IEmbeddingGenerator<string, Embedding<float>>>(new LengthEncoder());
        collection.AddSearchVectorStore(_library.Path);
        await using ServiceProvider services = collection.BuildServiceProvider();
        VectorStoreCollectionDefinition definition = new()
        {
            Properties = [new VectorStoreKeyProperty("Key", typeof(long)), new VectorStoreVectorProperty("Text", typeof(string), 2)],
        };
        VectorStoreCollection<object, Dictionary<string, object?>> notes = services
            .GetRequiredService<Microsoft.Extensions.VectorData.VectorStore>()
            .GetDynamicCollection("notes", definition);
        await notes.EnsureCollectionExistsAsync(Library.Token);
        await notes.UpsertAsync(
            [new() { ["Key"] = 1L, ["Text"] = "short" }, new() { ["Key"] = 2L, ["Text"] = "a text that is longer" }],
            Library.Token);
        VectorSearchResult<Dictionary<string, object?>> found = await notes
            .SearchAsync("another that is rather long", 1, cancellationToken: Library.Token)
            .SingleAsync(Library.Token);
        Assert.Equal(2L, found.Record["Key"]);
    }

    /// <summary>Embeds a text by its length.</summary>
    private sealed class LengthEncoder : IEmbeddingGenerator<string, Embedding<float>>
    {
        public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
            IEnumerable<string> values,
            EmbeddingGenerationOptions? options = null,
            CancellationToken cancellationToken = default) =>
            Task.FromResult(
                new GeneratedEmbeddings<Embedding<float>>(values.Select(value => new Embedding<float>(new float[] { value.Length, 10 }))));

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}
