using SearchEngine.Encoder;
using SearchEngine.Runtime.Sessions;
using SearchEngine.Search;
using SearchEngine.Tests;

namespace SearchEngine.EndToEnd.Tests;

/// <summary>A program that uses the library, without the command line.</summary>
public sealed class LibraryTests
{
    [Fact]
    public async Task Program_IndexesAndFinds()
    {
        using TemporaryFolder folder = new();
        folder.Write("documents/refunds.md", "# Refunds\n\nA customer may ask for a refund within 14 days.\n");
        folder.Write("documents/oven.md", "# Oven\n\nThe rye bakes at 230 degrees.\n");
        KnowledgeBaseOptions options = new()
        {
            IndexPath = folder["index"],
            Encoder = new EncoderOptions { Cache = new GraphCache(folder["graphs"]) },
        };

        await using KnowledgeBase knowledge = await KnowledgeBase.OpenAsync(options, TestContext.Current.CancellationToken);
        await knowledge.IndexAsync(folder["documents"], cancellationToken: TestContext.Current.CancellationToken);
        SearchResults results = await knowledge.QueryAsync(
            "how do I get my money back?", cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal("refunds.md", results.Hits[0].Path);
        Assert.NotNull(results.Hits[0].Passages[0].Explanation.Dense);
    }
}
