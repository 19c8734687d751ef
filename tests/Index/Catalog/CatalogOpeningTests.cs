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
    [InlineData(IndexAccess.Read)]
    [InlineData(IndexAccess.Write)]
    public void Open_NewerSchema_IsRefused(IndexAccess access)
    {
        Open(IndexAccess.Write);
        Sql("PRAGMA user_version = 99");
        Assert.Contains("newer version", Assert.Throws<IndexException>(() => Open(access)).Message);
    }

    [Theory]
    [InlineData(IndexAccess.Read)]
    [InlineData(IndexAccess.Write)]
    public void Open_DatabaseOfAnotherProgram_IsRefusedAndLeftAlone(IndexAccess access)
    {
        Sql("CREATE TABLE theirs (x)");
        Assert.Contains("another program", Assert.Throws<IndexException>(() => Open(access)).Message);
        Sql("INSERT INTO theirs VALUES (1)");
    }

    [Theory]
    [InlineData(IndexAccess.Read)]
    [InlineData(IndexAccess.Write)]
    public void Open_NoDatabaseAtAll_IsRefused(IndexAccess access)
    {
        File.WriteAllText(_folder["catalog.db"], new string('x', 5000));
        Assert.Contains("damaged", Assert.Throws<IndexException>(() => Open(access)).Message);
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
