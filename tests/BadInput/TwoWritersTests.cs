using SearchEngine.Index;
using SearchEngine.Index.Contracts;
using SearchEngine.Tests;

namespace SearchEngine.BadInput.Tests;

/// <summary>A second writer while this process writes to the index.</summary>
public sealed class TwoWritersTests(IndexedFolder indexed) : IClassFixture<IndexedFolder>
{
    [Fact]
    public async Task ASecondWriter_IsToldWhichProcessWrites()
    {
        using TemporaryFolder other = new();
        other.Write("new.md", "Something new to index.");
        using SearchIndex writer = SearchIndex.Open(indexed.Index, IndexAccess.Write);

        ErrorAssert.Reports(
            await indexed.RunAsync("index", other.Path), ExitCode.Failure,
            indexed.Index, $"process {Environment.ProcessId}", "Wait until it is done");
    }

    [Fact]
    public async Task ASearchThatWouldUpdate_SearchesTheCommittedDocuments()
    {
        string late = Path.Combine(indexed.Documents, "late.md");
        using SearchIndex writer = SearchIndex.Open(indexed.Index, IndexAccess.Write);
        File.WriteAllText(late, "A refund that came late.");
        try
        {
            ProcessOutcome outcome = await indexed.RunAsync("query", "refund", "--in", indexed.Documents);

            ErrorAssert.Reports(outcome, ExitCode.Success, $"process {Environment.ProcessId}", "Searching the committed documents only");
            Assert.Contains("refunds.md", outcome.Stdout, StringComparison.Ordinal);
            Assert.DoesNotContain("late.md", outcome.Stdout, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(late);
        }
    }
}
