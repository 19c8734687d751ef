using Microsoft.Data.Sqlite;
using SearchEngine.Index.Catalog;
using SearchEngine.Index.Checking;
using SearchEngine.Index.Contracts;
using SearchEngine.Tests;

namespace SearchEngine.Index.Tests.Catalog;

public sealed class MigrationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>A catalog as the first version made it.</summary>
    private void WriteFirstVersion()
    {
        using CatalogConnection db = new(_folder["catalog.db"], SqliteOpenMode.ReadWriteCreate);
        CatalogSchema.Migrations[0](db);
        db.Execute($$"""
            PRAGMA application_id = {{CatalogSchema.ApplicationId}};
            PRAGMA user_version = 1;
            INSERT INTO collections VALUES (1, 'docs', '/docs');
            INSERT INTO documents VALUES (1, 1, 'a.md', 'A', 3, 5, 'h1', 0, NULL, '{"Tag":"finance, tax","year":"2024"}', 1), (2, 1, 'b.md', 'B', 3, 5, 'h2', 0, NULL, '{}', 2);
            INSERT INTO chunks VALUES (1, 1, 0, 0, 3, 1, '', 'one', 'k1', 1), (4, 2, 0, 0, 3, 1, '', 'two', 'k2', 2);
            INSERT INTO removed_chunks VALUES (2, 2);
            INSERT INTO models VALUES (1, 'm', 2);
            INSERT INTO embeddings VALUES (1, 'k1', 1, 1, zeroblob(8));
            UPDATE state SET generation = 2;
            """);
    }

    [Fact]
    public void Open_CatalogOfTheFirstVersion_KeepsAllOfIt()
    {
        WriteFirstVersion();

        using CatalogStore catalog = new(_folder.Path, IndexAccess.Write);

        Assert.Equal(new CatalogCounts(2, 0, 0, 2, 1, 2), catalog.GetCounts("m"));
        Assert.Equal(["a.md", "b.md"], catalog.GetFileStates(1).Select(state => state.Path));
        Assert.Equal("finance, tax", catalog.FindDocument(1, "a.md")!.Fields["Tag"]);
        Assert.Equal(["two"], catalog.GetUnembeddedChunks("m", 9).Select(chunk => chunk.Text));
        catalog.PutDocument(1, Samples.Document("b.md", "three"));
        Assert.True(catalog.GetChunks([5]) is [{ Text: "three", Path: "b.md" }]);
    }

    [Fact]
    public void Open_CatalogOfTheFirstVersion_CanBeAskedForFields()
    {
        WriteFirstVersion();
        new CatalogStore(_folder.Path, IndexAccess.Write).Dispose();

        using CatalogConnection db = new(_folder["catalog.db"], SqliteOpenMode.ReadOnly);

        using SqliteDataReader rows = db.Prepare("SELECT name || '=' || value FROM fields ORDER BY value").ExecuteReader();
        List<string> fields = [];
        while (rows.Read()) fields.Add(rows.GetString(0));
        Assert.Equal(["year=2024", "tag=finance", "tag=finance, tax", "tag=tax"], fields);
        Assert.Equal(2024, db.QueryInt64("SELECT CAST(number AS INTEGER) FROM fields WHERE name = 'year'"));
    }

    [Fact]
    public void Repair_CatalogOfTheFirstVersion_BringsItUpToDate()
    {
        WriteFirstVersion();

        Assert.Contains("older version", Assert.Single(IndexDoctor.Check(_folder.Path).Findings).Problem);
        CheckReport report = IndexDoctor.Repair(_folder.Path);

        Assert.True(report.IsHealthy, string.Join('\n', report.Remaining));
        Assert.Contains("brought up to date", report.Repairs[0]);
        using SearchIndex index = SearchIndex.Open(_folder.Path, IndexAccess.Read);
        Assert.Single(index.SearchWords("one", 10));
    }

    [Fact]
    public void Open_ForReadingOfAnOlderVersion_SaysWhatToDo()
    {
        WriteFirstVersion();
        Assert.Contains("older version", Assert.Throws<UninitializedIndexException>(() => new CatalogStore(_folder.Path, IndexAccess.Read)).Message);
    }
}
