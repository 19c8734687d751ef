using Microsoft.Data.Sqlite;
using Microsoft.Extensions.VectorData;

namespace SearchEngine.VectorStore.Tests;

/// <summary>Tests the creation and deletion of collections, and opening of stores.</summary>
public sealed class CollectionTests : IDisposable
{
    private readonly Library _library = new();

    public void Dispose() => _library.Dispose();

    [Fact]
    public async Task EnsureExistsAndDeleted_Twice_AreIdempotent()
    {
        VectorStoreCollection<string, Book> books = _library.Store.GetCollection<string, Book>("books");
        Assert.False(await books.CollectionExistsAsync(Library.Token));
        await books.EnsureCollectionExistsAsync(Library.Token);
        await books.EnsureCollectionExistsAsync(Library.Token);
        Assert.True(await _library.Store.CollectionExistsAsync("books", Library.Token));
        await books.EnsureCollectionDeletedAsync(Library.Token);
        await _library.Store.EnsureCollectionDeletedAsync("books", Library.Token);
        Assert.False(await books.CollectionExistsAsync(Library.Token));
    }

    [Fact]
    public async Task ListCollectionNames_SeveralCollections_ReturnsTheirExactNames()
    {
        string[] names = ["Books", "books", "o'books\"; DROP TABLE collections"];
        foreach (string name in names) await _library.Store.GetCollection<string, Book>(name).EnsureCollectionExistsAsync(Library.Token);
        Assert.Equal(
            names.Order(StringComparer.Ordinal),
            await _library.Store.ListCollectionNamesAsync(Library.Token).ToListAsync(Library.Token));
    }

    [Fact]
    public async Task Upsert_MissingCollection_SaysHowToCreateIt()
    {
        VectorStoreException refused = await Assert.ThrowsAsync<VectorStoreException>(
            () => _library.Store.GetCollection<string, Book>("books").UpsertAsync(Book.Shelfful, Library.Token));
        Assert.Contains("EnsureCollectionExistsAsync", refused.Message, StringComparison.Ordinal);
        Assert.Equal(("searchengine", "books", "Upsert"), (refused.VectorStoreSystemName, refused.CollectionName, refused.OperationName));
    }

    [Fact]
    public async Task EnsureExists_CreatedForOtherRecords_NamesTheDifference()
    {
        await _library.BooksAsync();
        VectorStoreCollectionDefinition other = new()
        {
            Properties = [new VectorStoreKeyProperty("Id", typeof(string)), new VectorStoreDataProperty("Year", typeof(string))],
        };
        VectorStoreException refused = await Assert.ThrowsAsync<VectorStoreException>(
            () => _library.Store.GetDynamicCollection("books", other).EnsureCollectionExistsAsync(Library.Token));
        Assert.Contains(
            "it has the data 'Year' of type Int32, but the records have the data 'Year' of type String",
            refused.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Store_DatabaseOfAnotherProgram_ThrowsAndLeavesItUnchanged()
    {
        string path = _library.Write("other.db", "");
        await using (SqliteConnection connection = new($"Data Source={path};Pooling=False"))
        {
            await connection.OpenAsync(Library.Token);
            await using SqliteCommand command = connection.CreateCommand();
            command.CommandText = "CREATE TABLE theirs (x)";
            await command.ExecuteNonQueryAsync(Library.Token);
        }
        byte[] before = await File.ReadAllBytesAsync(path, Library.Token);
        using SearchVectorStore store = new(path);
        VectorStoreException refused = await Assert.ThrowsAsync<VectorStoreException>(
            () => store.CollectionExistsAsync("books", Library.Token));
        Assert.Contains("another program", refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(path, Library.Token));
    }

    [Fact]
    public async Task Store_FileThatIsNotADatabase_Throws()
    {
        using SearchVectorStore store = new(
            _library.Write("notes.txt", "This is a text of more than a few characters, and no database at all."));
        await Assert.ThrowsAsync<VectorStoreException>(() => store.CollectionExistsAsync("books", Library.Token));
    }

    [Fact]
    public async Task Store_PathBelowAFile_Throws()
    {
        using SearchVectorStore store = new(Path.Combine(_library.Write("notes.txt", "text"), "records.db"));
        VectorStoreException refused = await Assert.ThrowsAsync<VectorStoreException>(
            () => store.CollectionExistsAsync("books", Library.Token));
        Assert.Contains("notes.txt", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TwoStores_OfOneFile_SeeEachOthersChanges()
    {
        VectorStoreCollection<string, Book> books = await _library.BooksAsync();
        using SearchVectorStore second = new(_library.Path);
        VectorStoreCollection<string, Book> theirs = second.GetCollection<string, Book>("books");
        float[] query = [1, 0, 0];
        Assert.Equal("a", (await theirs.SearchAsync(query, 1, cancellationToken: Library.Token).SingleAsync(Library.Token)).Record.Id);

        await books.DeleteAsync("a", Library.Token);
        Assert.Equal("b", (await theirs.SearchAsync(query, 1, cancellationToken: Library.Token).SingleAsync(Library.Token)).Record.Id);

        await books.EnsureCollectionDeletedAsync(Library.Token);
        await books.EnsureCollectionExistsAsync(Library.Token);
        Assert.Empty(await theirs.SearchAsync(query, 1, cancellationToken: Library.Token).ToListAsync(Library.Token));
    }

    [Fact]
    public async Task UpsertAndSearch_Concurrently_AllSucceed()
    {
        VectorStoreCollection<string, Book> books = await _library.BooksAsync();
        using SearchVectorStore second = new(_library.Path);
        VectorStoreCollection<string, Book> theirs = second.GetCollection<string, Book>("books");
        await Task.WhenAll(Enumerable.Range(0, 40).Select(async i =>
        {
            VectorStoreCollection<string, Book> mine = i % 2 == 0 ? books : theirs;
            await mine.UpsertAsync(new Book { Id = $"new{i}", Title = $"Volume {i}", Vector = new float[] { 0, 0, i + 1 } }, Library.Token);
            Assert.Equal(1, await mine.SearchAsync(new float[] { 0, 0, 1 }, 1, cancellationToken: Library.Token).CountAsync(Library.Token));
        }));
        Assert.Equal(44, await books.GetAsync(book => true, 1000, cancellationToken: Library.Token).CountAsync(Library.Token));
    }

    [Fact]
    public async Task Store_Disposed_ThrowsObjectDisposedException()
    {
        VectorStoreCollection<string, Book> books = await _library.BooksAsync();
        _library.Store.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => books.CollectionExistsAsync(Library.Token));
    }

    [Theory]
    [InlineData(typeof(char), "unsupported type 'Char'")]
    [InlineData(typeof(Uri), "unsupported type 'Uri'")]
    public void GetDynamicCollection_AnUnsupportedType_IsRefusedAndNamed(Type type, string named)
    {
        VectorStoreCollectionDefinition definition = new()
        {
            Properties = [new VectorStoreKeyProperty("Id", typeof(string)), new VectorStoreDataProperty("X", type)],
        };
        Assert.Contains(
            named,
            Assert.Throws<NotSupportedException>(() => _library.Store.GetDynamicCollection("x", definition)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void GetDynamicCollection_AnUnsupportedKeyIndexOrDistance_IsRefusedAndNamed()
    {
        Assert.Contains(
            "'Double', which cannot be a key",
            Refused(new VectorStoreKeyProperty("Id", typeof(double))),
            StringComparison.Ordinal);
        Assert.Contains(
            "index of kind 'Hnsw'",
            Refused(
                new VectorStoreKeyProperty("Id", typeof(string)),
                new VectorStoreVectorProperty("V", typeof(float[]), 3) { IndexKind = IndexKind.Hnsw }),
            StringComparison.Ordinal);
        Assert.Contains(
            "distance function 'Jaccard'",
            Refused(
                new VectorStoreKeyProperty("Id", typeof(string)),
                new VectorStoreVectorProperty("V", typeof(float[]), 3) { DistanceFunction = "Jaccard" }),
            StringComparison.Ordinal);
        Assert.Contains(
            "words cannot be searched",
            Refused(
                new VectorStoreKeyProperty("Id", typeof(string)),
                new VectorStoreDataProperty("N", typeof(int)) { IsFullTextIndexed = true }),
            StringComparison.Ordinal);

        string Refused(params VectorStoreProperty[] properties) =>
            Assert.Throws<NotSupportedException>(
                () => _library.Store.GetDynamicCollection(
                    "x",
                    new VectorStoreCollectionDefinition { Properties = [.. properties] })).Message;
    }
}
