using Microsoft.Extensions.VectorData;

namespace SearchEngine.VectorStore.Tests;

/// <summary>Tests storing, reading and deleting records.</summary>
public sealed class RecordTests : IDisposable
{
    private readonly Library _library = new();

    public void Dispose() => _library.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Get_EveryBook_EqualsWhatWasStored(bool vectors)
    {
        VectorStoreCollection<string, Book> books = await _library.BooksAsync();
        foreach (Book book in Book.Shelfful)
        {
            Book got = (await books.GetAsync(book.Id, new() { IncludeVectors = vectors }, Library.Token))!;
            Assert.Equal(
                (book.Title, book.Year, book.Rating, book.Price, book.Lent, book.Shelf),
                (got.Title, got.Year, got.Rating, got.Price, got.Lent, got.Shelf));
            Assert.Equal((book.Added, book.Added.Offset), (got.Added, got.Added.Offset));
            Assert.Equal(book.Tags, got.Tags);
            Assert.Equal(vectors ? book.Vector.ToArray() : [], got.Vector.ToArray());
        }
    }

    [Fact]
    public async Task Get_SeveralKeys_ReturnsTheExistingRecords()
    {
        VectorStoreCollection<string, Book> books = await _library.BooksAsync();
        Assert.Equal(
            ["a", "c"],
            await books.GetAsync(["a", "nowhere", "c"], cancellationToken: Library.Token)
                .Select(book => book.Id)
                .Order()
                .ToListAsync(Library.Token));
        Assert.Empty(await books.GetAsync((string[])[], cancellationToken: Library.Token).ToListAsync(Library.Token));
        Assert.Null(await books.GetAsync("nowhere", cancellationToken: Library.Token));
    }

    [Fact]
    public async Task Upsert_ExistingKey_ReplacesTheWholeRecord()
    {
        VectorStoreCollection<string, Book> books = await _library.BooksAsync();
        await books.UpsertAsync(new Book { Id = "a", Title = "Pears", Vector = new float[] { 0, 0, 1 } }, Library.Token);
        Book got = (await books.GetAsync("a", cancellationToken: Library.Token))!;
        Assert.Equal(("Pears", 0, (double?)null), (got.Title, got.Year, got.Rating));
        Assert.Equal(
            "a",
            (await books.SearchAsync(new float[] { 0, 0, 1 }, 1, cancellationToken: Library.Token).FirstAsync(Library.Token)).Record.Id);
        Assert.Equal(4, await books.GetAsync(book => true, 10, cancellationToken: Library.Token).CountAsync(Library.Token));
    }

    [Fact]
    public async Task Upsert_OneInvalidRecord_StoresNone()
    {
        VectorStoreCollection<string, Book> books = await _library.BooksAsync();
        Book[] batch = [new() { Id = "new", Vector = new float[] { 1, 2, 3 } }, new() { Id = "wrong", Vector = new float[] { 1, 2 } }];
        ArgumentException refused = await Assert.ThrowsAsync<ArgumentException>(() => books.UpsertAsync(batch, Library.Token));
        Assert.Contains("vectors of 3 numbers, but one of 2 was given", refused.Message, StringComparison.Ordinal);
        Assert.Null(await books.GetAsync("new", cancellationToken: Library.Token));
    }

    [Fact]
    public async Task Delete_ExistingAndMissingKeys_LeavesTheRest()
    {
        VectorStoreCollection<string, Book> books = await _library.BooksAsync();
        await books.DeleteAsync(["a", "nowhere", "c"], Library.Token);
        await books.DeleteAsync("nowhere", Library.Token);
        Assert.Equal(
            ["b", "d"],
            await books.GetAsync(book => true, 10, cancellationToken: Library.Token).Select(book => book.Id).ToListAsync(Library.Token));
    }

    [Fact]
    public async Task AnyCall_NullArgument_NamesIt()
    {
        VectorStoreCollection<string, Book> books = await _library.BooksAsync();
        Assert.Equal(
            "key",
            (await Assert.ThrowsAsync<ArgumentNullException>(
                () => books.GetAsync((string)null!, cancellationToken: Library.Token))).ParamName);
        Assert.Equal(
            "keys",
            (await Assert.ThrowsAsync<ArgumentNullException>(
                () => books.DeleteAsync((IEnumerable<string>)null!, Library.Token))).ParamName);
        Assert.Equal(
            "records",
            (await Assert.ThrowsAsync<ArgumentNullException>(() => books.UpsertAsync((IEnumerable<Book>)null!, Library.Token))).ParamName);
        Assert.Contains(
            "set its 'Id'",
            (await Assert.ThrowsAsync<ArgumentException>(() => books.UpsertAsync(new Book { Id = null! }, Library.Token))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetByFilter_OrderedAndPaged_ReturnsThePageInOrder()
    {
        VectorStoreCollection<string, Book> books = await _library.BooksAsync();
        Assert.Equal(["d", "b", "c"], await IdsAsync(3, 0));
        Assert.Equal(["b", "c"], await IdsAsync(2, 1));
        Assert.Equal(["a"], await IdsAsync(10, 3));
        Assert.Equal(
            ["a", "d", "b", "c"],
            await books.GetAsync(book => true, 10, new() { OrderBy = by => by.Ascending(book => book.Price) }, Library.Token)
                .Select(book => book.Id)
                .ToListAsync(Library.Token));

        ValueTask<List<string>> IdsAsync(int top, int skip) => books.GetAsync(
            book => true,
            top,
            new() { Skip = skip, OrderBy = by => by.Descending(book => book.Year).Ascending(book => book.Id) },
            Library.Token).Select(book => book.Id).ToListAsync(Library.Token);
    }

    [Fact]
    public async Task DynamicRecords_StoredAndSearched_AreUnchanged()
    {
        VectorStoreCollectionDefinition definition = new()
        {
            Properties =
            [
                new VectorStoreKeyProperty("Key", typeof(Guid)),
                new VectorStoreDataProperty("Text", typeof(string)) { IsFullTextIndexed = true },
                new VectorStoreDataProperty("Day", typeof(DateOnly)),
                new VectorStoreDataProperty("Numbers", typeof(List<int>)),
                new VectorStoreVectorProperty("Vector", typeof(float[]), 2),
            ],
        };
        VectorStoreCollection<object, Dictionary<string, object?>> records = _library.Store.GetDynamicCollection("dynamic", definition);
        await records.EnsureCollectionExistsAsync(Library.Token);
        Dictionary<string, object?> record = new()
        {
            ["Key"] = Guid.Empty,
            ["Text"] = "harbour",
            ["Day"] = new DateOnly(2024, 5, 17),
            ["Numbers"] = new List<int> { 3, 4 },
            ["Vector"] = new float[] { 1, 2 },
        };
        await records.UpsertAsync(record, Library.Token);

        Assert.NotEqual(Guid.Empty, record["Key"]);
        Dictionary<string, object?> got = (await records.SearchAsync(
            new float[] { 1, 2 },
            1,
            new()
            {
                IncludeVectors = true,
                Filter = one => (DateOnly)one["Day"]! > new DateOnly(2024, 1, 1) && ((List<int>)one["Numbers"]!).Contains(4),
            },
            Library.Token).SingleAsync(Library.Token)).Record;
        Assert.Equivalent(record, got, strict: true);
        Assert.Contains(
            "of type String was given, but 'Key' is a Guid",
            (await Assert.ThrowsAsync<ArgumentException>(() => records.GetAsync("text", cancellationToken: Library.Token))).Message,
            StringComparison.Ordinal);
        Assert.Equal(
            1,
            await ((IKeywordHybridSearchable<Dictionary<string, object?>>)records).HybridSearchAsync(
                new float[] { 1, 2 },
                ["harbours"],
                5,
                cancellationToken: Library.Token).CountAsync(Library.Token));
    }

    [Fact]
    public async Task AnyCall_Cancelled_ThrowsAndReleasesTheStore()
    {
        VectorStoreCollection<string, Book> books = await _library.BooksAsync();
        using CancellationTokenSource stop = new();
        await stop.CancelAsync();
        Func<Task>[] calls =
        [
            () => books.UpsertAsync(Book.Shelfful, stop.Token),
            () => books.DeleteAsync("a", stop.Token),
            () => books.GetAsync("a", cancellationToken: stop.Token),
            () => books.GetAsync(book => true, 1, cancellationToken: stop.Token).ToListAsync(CancellationToken.None).AsTask(),
            () => books.SearchAsync(new float[] { 1, 0, 0 }, 1, cancellationToken: stop.Token).ToListAsync(CancellationToken.None).AsTask(),
            () => ((IKeywordHybridSearchable<Book>)books).HybridSearchAsync(
                new float[] { 1, 0, 0 },
                ["a"],
                1,
                cancellationToken: stop.Token)
                .ToListAsync(CancellationToken.None)
                .AsTask(),
            () => books.EnsureCollectionExistsAsync(stop.Token),
            () => books.EnsureCollectionDeletedAsync(stop.Token),
        ];
        foreach (Func<Task> call in calls) await Assert.ThrowsAnyAsync<OperationCanceledException>(call);
        await books.UpsertAsync(Book.Shelfful, Library.Token);
        Assert.Equal(4, await books.GetAsync(book => true, 10, cancellationToken: Library.Token).CountAsync(Library.Token));
    }
}
