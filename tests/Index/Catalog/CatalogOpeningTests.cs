using Microsoft.Data.Sqlite;
using SearchEngine.Index.Catalog;
using SearchEngine.Index.Contracts;
using SearchEngine.Tests;

namespace SearchEngine.Index.Tests.Catalog;

public sealed class CatalogOpeningTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private void Sql(string sql)
    {
        using SqliteConnection connection = new($"Data Source={_folder["catalog.db"]};Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private void Open(IndexAccess access) => new CatalogStore(_folder.Path, access).Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Open_NewerSchema_IsRefused(bool forWriting)
    {
        Open(IndexAccess.Write);
        Sql("PRAGMA user_version = 99");
        Assert.Contains(
            "newer version",
            Assert.Throws<IndexException>(() => Open(forWriting ? IndexAccess.Write : IndexAccess.Read)).Message);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Open_DatabaseOfAnotherProgram_IsRefusedAndLeftAlone(bool forWriting)
    {
        Sql("CREATE TABLE theirs (x)");
        Assert.Contains(
            "another program",
            Assert.Throws<IndexException>(() => Open(forWriting ? IndexAccess.Write : IndexAccess.Read)).Message);
        Sql("INSERT INTO theirs VALUES (1)");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Open_NoDatabaseAtAll_IsRefused(bool forWriting)
    {
        File.WriteAllText(_folder["catalog.db"], new string('x', 5000));
        Assert.Contains("damaged", Assert.Throws<IndexException>(() => Open(forWriting ? IndexAccess.Write : IndexAccess.Read)).Message);
    }

    [Fact]
    public void Open_FirstIndexingKilledBeforeTheSchema_StartsAgain()
    {
        File.WriteAllBytes(_folder["catalog.db"], []);
        Assert.Contains("never finished", Assert.Throws<UninitializedIndexException>(() => Open(IndexAccess.Read)).Message);
        Open(IndexAccess.Write);
        Open(IndexAccess.Read);
    }

    [Fact]
    public void Open_Again_KeepsIdentityAndContent()
    {
        string identity;
        using (CatalogStore catalog = new(_folder.Path, IndexAccess.Write))
        {
            identity = catalog.Identity;
            catalog.PutDocument(catalog.GetOrAddCollection("docs", "/docs").Id, Samples.Document("a", "one"));
        }
        using CatalogStore again = new(_folder.Path, IndexAccess.Read);
        Assert.Equal(identity, again.Identity);
        Assert.Equal(1, again.GetCounts(null).Chunks);
    }
}
