using System.Linq.Expressions;
using Microsoft.Extensions.VectorData;

namespace SearchEngine.VectorStore.Tests;

/// <summary>Tests that a filter finds the same records as C#, including those without a value.</summary>
public sealed class FilterTests : IDisposable
{
    private static readonly int Field = 2001;

    private readonly Library _library = new();

    public void Dispose() => _library.Dispose();

    public static TheoryData<Expression<Func<Book, bool>>> Filters
    {
        get
        {
            string? nothing = null;
            string injected = "'; DROP TABLE r1; --";
            int? year = 2001;
            string[] titles = ["Apples of the north", "nothing of the kind"];
            string?[] orNone = ["Apples of the north", null];
            List<string> tags = ["garden", "night"];
            DateTimeOffset noon = new(2024, 1, 1, 14, 0, 0, TimeSpan.FromHours(2));
            Expression<Func<Book, bool>>[] filters =
            [
                book => true,
                book => false,
                book => book.Year == 2001,
                book => 2001 == book.Year,
                book => book.Year != Field,
                book => book.Year == year,
                book => book.Year == year.Value,
                book => book.Year > 1990 && book.Year <= 2001,
                book => 2001 < book.Year,
                book => book.Year < 2000 || book.Lent,
                book => !(book.Year == 2001 && book.Lent),
                book => !book.Lent,
                book => book.Lent == true,
                book => book.Title == nothing,
                book => book.Title != null,
                book => book.Title != "Apples of the north",
                book => book.Title == injected,
                book => book.Rating > 3,
                book => !(book.Rating > 3),
                book => book.Rating == null,
                book => book.Rating != 5,
                book => book.Price == 8.5m,
                book => book.Price < 12.00m,
                book => book.Shelf == 1,
                book => book.Added == noon,
                book => book.Added >= new DateTimeOffset(2024, 5, 31, 22, 0, 0, TimeSpan.Zero),
                book => titles.Contains(book.Title),
                book => orNone.Contains(book.Title),
                book => !orNone.Contains(book.Title),
                book => new[] { 1990, 2020, 3000 }.Contains(book.Year),
                book => book.Tags != null && book.Tags.Contains("garden"),
                book => book.Tags != null && book.Tags.Any(tag => tags.Contains(tag)),
                book => book.Title != null && book.Title.Contains("garden"),
                book => book.Title != null && book.Title.StartsWith("The"),
                book => book.Title != null && book.Title.EndsWith("north"),
                book => book.Id == book.Title,
            ];
            return [.. filters];
        }
    }

    [Theory]
    [MemberData(nameof(Filters), DisableDiscoveryEnumeration = true)]
    public async Task Get_Filtered_FindsTheSameAsCSharp(Expression<Func<Book, bool>> filter)
    {
        VectorStoreCollection<string, Book> books = await _library.BooksAsync();
        string[] expected = [.. Book.Shelfful.Where(filter.Compile()).Select(book => book.Id)];
        Assert.Equal(
            expected,
            await books.GetAsync(filter, 10, cancellationToken: Library.Token).Select(book => book.Id).ToListAsync(Library.Token));
        Assert.Equal(
            expected,
            await books.SearchAsync(new float[] { 1, 1, 1 }, 10, new() { Filter = filter }, Library.Token)
                .Select(result => result.Record.Id)
                .Order()
                .ToListAsync(Library.Token));
    }

    public static TheoryData<Expression<Func<Book, bool>>, string> Unsupported => new()
    {
        { book => book.Title!.Length > 3, "book.Title.Length > 3" },
        { book => book.Year + 1 == 2002, "(book.Year + 1) == 2002" },
        { book => book.Title!.ToUpperInvariant() == "X", "book.Title.ToUpperInvariant()" },
        { book => string.Equals(book.Title, "x", StringComparison.OrdinalIgnoreCase), "Equals(book.Title" },
        { book => book.Tags!.All(tag => tag == "x"), "All(" },
        { book => book.Tags!.Any(tag => tag.StartsWith("x")), "Any(" },
        { book => book.Vector.Length == 3, "book.Vector.Length" },
        { book => book.Year == book.Shelf, "book.Year" },
    };

    [Theory]
    [MemberData(nameof(Unsupported), DisableDiscoveryEnumeration = true)]
    public async Task AnUnsupportedFilterExpression_IsRefusedAndNamed(Expression<Func<Book, bool>> filter, string named)
    {
        VectorStoreCollection<string, Book> books = await _library.BooksAsync();
        NotSupportedException refused = await Assert.ThrowsAsync<NotSupportedException>(
            () => books.GetAsync(filter, 1, cancellationToken: Library.Token).ToListAsync(Library.Token).AsTask());
        Assert.Contains(named, refused.Message, StringComparison.Ordinal);
        Assert.Contains("A filter compares properties", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_FilterWithAThousandValues_FindsTheMatches()
    {
        VectorStoreCollection<string, Book> books = await _library.BooksAsync();
        int[] years = [.. Enumerable.Range(2001, 1000)];
        Assert.Equal(
            ["b", "c", "d"],
            await books.GetAsync(book => years.Contains(book.Year), 10, cancellationToken: Library.Token)
                .Select(book => book.Id)
                .ToListAsync(Library.Token));
    }
}
