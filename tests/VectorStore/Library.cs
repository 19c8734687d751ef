using Microsoft.Extensions.VectorData;
using SearchEngine.Tests;

namespace SearchEngine.VectorStore.Tests;

/// <summary>A vector store in a temporary folder, with a collection of books.</summary>
internal sealed class Library : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public Library() => Store = new SearchVectorStore(Path);

    public string Path => _folder[System.IO.Path.Combine("store", "records.db")];

    public SearchVectorStore Store { get; }

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public string Write(string name, string text) => _folder.Write(name, text);

    public async Task<VectorStoreCollection<string, Book>> BooksAsync()
    {
        VectorStoreCollection<string, Book> books = Store.GetCollection<string, Book>("books");
        await books.EnsureCollectionExistsAsync(Token);
        await books.UpsertAsync(Book.Shelfful, Token);
        return books;
    }

    public void Dispose()
    {
        Store.Dispose();
        _folder.Dispose();
    }
}
