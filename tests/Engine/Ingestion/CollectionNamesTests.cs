using SearchEngine.Index.Catalog;
using SearchEngine.Ingestion;

namespace SearchEngine.Engine.Tests.Ingestion;

public sealed class CollectionNamesTests
{
    private static readonly CollectionEntry[] Known = [new(1, "docs", "/a/docs"), new(2, "docs-2", "/b/docs"), new(3, "notes", "")];

    [Theory]
    [InlineData("/c/papers", "papers")]
    [InlineData("/a/docs", "docs")]
    [InlineData("/b/docs", "docs-2")]
    [InlineData("/c/docs", "docs-3")]
    [InlineData("/c/notes", "notes-2")]
    [InlineData("/", "root")]
    public void GetName_Folder_IsItsNameNumberedIfTaken(string root, string expected) =>
        Assert.Equal(expected, CollectionNames.GetName(root, Known));

    [Fact]
    public void FindByRoot_Folder_ReturnsItsCollectionOrNull()
    {
        Assert.Equal("docs-2", CollectionNames.FindByRoot("/b/docs", Known)?.Name);
        Assert.Null(CollectionNames.FindByRoot("/b", Known));
    }
}
