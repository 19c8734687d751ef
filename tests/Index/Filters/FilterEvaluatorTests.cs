using System.Globalization;
using Microsoft.Data.Sqlite;
using SearchEngine.Index.Catalog;
using SearchEngine.Index.Contracts;
using SearchEngine.Index.Filters;
using SearchEngine.Tests;

namespace SearchEngine.Index.Tests.Filters;

public sealed class FilterEvaluatorTests : IDisposable
{
    private static readonly FixedClock Clock = new("2026-03-31T10:00Z");

    private readonly TemporaryFolder _folder = new();
    private readonly SearchIndex _index;
    private readonly Dictionary<string, long> _collections = [];

    public FilterEvaluatorTests() => _index = SearchIndex.Open(_folder["index"], IndexAccess.Write);

    public void Dispose()
    {
        _index.Dispose();
        _folder.Dispose();
    }

    private void Put(TestDocument document)
    {
        if (!_collections.TryGetValue(document.Collection, out long collection))
            _collections[document.Collection] = collection = _index.Catalog.GetOrAddCollection(
                document.Collection,
                "/" + document.Collection).Id;
        DocumentEntry entry = Samples.Document(
            document.Path,
            [.. Enumerable.Range(0, document.Chunks).Select(i => $"zebra {document.Path} {i}")]);
        _index.Catalog.PutDocument(collection, entry with { ModifiedUtc = document.Modified, Fields = document.Fields });
    }

    private void Put(string path, string fields = "", string modified = "2026-01-01", string collection = "notes") =>
        Put(
            new TestDocument(
                collection,
                path,
                Utc(modified),
                fields.Split(';', StringSplitOptions.RemoveEmptyEntries)
                    .Select(field => field.Split(':'))
                    .ToDictionary(field => field[0], field => field[1]),
                2));

    /// <summary>Returns the collections and paths of documents that match filters, each with all its chunks.</summary>
    private string[] Find(long generation, params string[] filters)
    {
        using CatalogConnection db = new(_folder["index/catalog.db"], SqliteOpenMode.ReadOnly);
        ChunkFilter chunks = new FilterEvaluator(db, generation, Clock).Evaluate(SearchFilter.Parse(filters).Conditions, null);
        return Documents(db, chunks);
    }

    private static string[] Documents(CatalogConnection db, ChunkFilter chunks)
    {
        List<string> found = [];
        using SqliteDataReader rows = db.Prepare(
            "SELECT c.name || ':' || d.path, d.id, (SELECT group_concat(id) FROM chunks WHERE document = d.id) FROM documents d "
                + "JOIN collections c ON c.id = d.collection").ExecuteReader();
        int held = 0;
        while (rows.Read())
        {
            if (rows.IsDBNull(2)) continue;
            bool[] contained =
            [
                .. rows.GetString(2).Split(',').Select(id => chunks.Contains(long.Parse(id, CultureInfo.InvariantCulture))),
            ];
            Assert.Single(contained.Distinct());
            if (!contained[0]) continue;
            held += contained.Length;
            found.Add(rows.GetString(0));
        }
        Assert.Equal(chunks.Count, held);
        return [.. found.Order(StringComparer.Ordinal)];
    }

    private string[] Paths(params string[] filters) =>
        [.. Find(_index.Catalog.Generation, filters).Select(found => found[(found.IndexOf(':', StringComparison.Ordinal) + 1)..])];

    [Theory]
    [InlineData("tag=finance", "a", "b")]
    [InlineData("TAG=FINANCE", "a", "b")]
    [InlineData("tag=\"finance, tax\"", "b")]
    [InlineData("tag=tax,travel", "b", "c")]
    [InlineData("tag!=finance", "c", "d", "e")]
    [InlineData("tag!=finance,travel", "d", "e")]
    [InlineData("tag=*", "a", "b", "c")]
    [InlineData("tag!=*", "d", "e")]
    [InlineData("tag=t*", "b", "c")]
    [InlineData("year=7", "a", "b")]
    [InlineData("year=07.0", "a", "b")]
    [InlineData("year>7", "c")]
    [InlineData("year>=7", "a", "b", "c")]
    [InlineData("year<10", "a", "b")]
    [InlineData("year=8..10", "c")]
    [InlineData("year=..9,10", "a", "b", "c")]
    [InlineData("year!=7", "c", "d", "e")]
    [InlineData("date=2024-05", "a")]
    [InlineData("date=2024*", "a", "b", "e")]
    [InlineData("date<=2024-05", "a", "b", "d", "e")]
    [InlineData("date<2024-05", "d", "e")]
    [InlineData("date>2024-05", "c")]
    [InlineData("date>=2024", "a", "b", "c", "e")]
    [InlineData("date=2024..2024", "a", "b", "e")]
    [InlineData("date<=2024", "a", "b", "d", "e")]
    [InlineData("date=2023-01..2024", "a", "b", "d", "e")]
    [InlineData("date=2024-05-17..", "b", "c")]
    public void Evaluate_Field_FindsItsDocuments(string filter, params string[] paths)
    {
        Put("a", "Tag:Finance;year:7;date:2024-05");
        Put("b", "tag:finance, tax;year:07;date:2024-05-17T10.00");
        Put("c", "tag:travel;year:10;date:2025-01-01");
        Put("d", "year:unknown;date:2023-12-31");
        Put("e", "date:2024");
        Assert.Equal(paths, Paths(filter));
    }

    [Theory]
    [InlineData("modified=2026-03", "b", "c")]
    [InlineData("modified!=2026-03", "a")]
    [InlineData("modified=7d", "c")]
    [InlineData("modified<7d", "a", "b")]
    [InlineData("modified=1m..7d", "a", "b")]
    [InlineData("modified>2026-03-01", "c")]
    [InlineData("modified>=2026-03-01", "b", "c")]
    [InlineData("modified<2026-03-01", "a")]
    [InlineData("modified<=2026-03-01", "a", "b")]
    [InlineData("modified=2025,2026-03-30", "c")]
    [InlineData("modified=..2026-02,7d", "a", "c")]
    public void Evaluate_Modified_FindsItsDocuments(string filter, params string[] paths)
    {
        Put("a", modified: "2026-02-28T23:59:59");
        Put("b", modified: "2026-03-01");
        Put("c", modified: "2026-03-30T12:00");
        Assert.Equal(paths, Paths(filter));
    }

    [Fact]
    public void Evaluate_SeveralConditions_AllMustHold()
    {
        Put("docs/a.md", "tag:x");
        Put("docs/b.md", "tag:y");
        Put("docs/c.txt", "tag:x", "2020-01-01");
        Put("other/a.md", "tag:x");
        Put("docs/a.md", "tag:x", collection: "papers");
        Assert.Equal(["notes:docs/a.md"], Find(_index.Catalog.Generation, "tag=x", "path=docs/*", "modified>2020", "collection=notes"));
        Assert.Equal(["notes:docs/a.md", "papers:docs/a.md"], Find(_index.Catalog.Generation, "tag=x", "path=docs/*", "path!=*.txt"));
        Assert.Equal(["papers:docs/a.md"], Find(_index.Catalog.Generation, "collection!=n*"));
        Assert.Empty(Find(_index.Catalog.Generation, "tag=x", "tag=y"));
    }

    [Fact]
    public void Evaluate_UnknownField_NamesTheExistingFields()
    {
        Put("a", "Year:1;tag:x;author:y");
        FilterException refused = Assert.Throws<FilterException>(() => Paths("tag=x", "Tga!=finance"));
        Assert.Equal(("Tga!=finance", "there is no field 'tga'; the index has: author, tag, year"), (refused.Filter, refused.Reason));
    }

    [Fact]
    public void Evaluate_UnknownFieldAmongMany_NamesSome()
    {
        Put("a", string.Join(';', Enumerable.Range(100, 50).Select(i => $"f{i}:x")));
        string reason = Assert.Throws<FilterException>(() => Paths("tag=x")).Reason;
        Assert.EndsWith("f118, f119, and more", reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Evaluate_FieldInACatalogWithoutFields_NamesOtherFilters()
    {
        Put("a");
        Assert.Contains(
            "can only use path, collection and modified",
            Assert.Throws<FilterException>(() => Paths("tag=x")).Reason,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Evaluate_UnknownCollection_NamesTheExistingCollections()
    {
        Put("a");
        Put("a", collection: "papers");
        Assert.Equal(
            "there is no collection 'noets'; the index has: notes, papers",
            Assert.Throws<FilterException>(() => Paths("collection=notes,noets")).Reason);
        Assert.Equal(
            "there is no collection 'x*'; the index has: notes, papers",
            Assert.Throws<FilterException>(() => Paths("collection!=x*")).Reason);
    }

    [Fact]
    public void Evaluate_ChunksOfADocumentWithAnotherBetween_AreAllFound()
    {
        Put("a", "tag:x");
        Put("b", "tag:y");
        Put("c", "tag:y");
        using (CatalogConnection db = new(_folder["index/catalog.db"], SqliteOpenMode.ReadWrite))
            db.Execute(
                "UPDATE chunks SET document = (SELECT id FROM documents WHERE path = 'a'), "
                    + "ordinal = 9 WHERE id = (SELECT max(id) FROM chunks)");
        Assert.Equal(["a"], Paths("tag=x"));
        Assert.Equal(["b", "c"], Paths("tag=y"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Evaluate_RandomCatalogAndFilters_EqualsTheReference(int seed)
    {
        Random random = new(seed);
        Dictionary<(string, string), TestDocument> there = [];
        for (int i = 0; i < 250; i++) Change();
        long generation = _index.Catalog.Generation;
        TestDocument[] seen = [.. there.Values];
        for (int i = 0; i < 40; i++) Change();

        int found = 0;
        for (int i = 0; i < 150; i++)
        {
            RandomFilter[] filters = [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => RandomFilter.Next(random))];
            string[] expected =
            [
                .. seen.Where(document => document.Chunks > 0 && filters.All(filter => filter.Holds(document)))
                    .Select(document => $"{document.Collection}:{document.Path}")
                    .Order(StringComparer.Ordinal),
            ];
            string[] texts = [.. filters.Select(filter => filter.Text)];
            Assert.True(expected.SequenceEqual(Find(generation, texts)), string.Join(" and ", texts));
            found += expected.Length;
        }
        Assert.InRange(found, 150, 150 * seen.Length / 2);

        void Change()
        {
            TestDocument document = TestDocument.Next(random);
            if (random.Next(5) == 0 && there.Remove((document.Collection, document.Path)))
            {
                _index.Catalog.TryRemoveDocument(_collections[document.Collection], document.Path);
            }
            else Put(there[(document.Collection, document.Path)] = document);
        }
    }

    private static DateTime Utc(string text) =>
        DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
}
