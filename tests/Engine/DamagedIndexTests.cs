using SearchEngine.Index;
using SearchEngine.Index.Contracts;
using SearchEngine.Search;

namespace SearchEngine.Engine.Tests;

/// <summary>Damage that a query finds while the index is open.</summary>
public sealed class DamagedIndexTests : IDisposable
{
    private static readonly QueryOptions Dense = new() { Mode = RetrievalMode.Dense };

    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task Query_FlippedByteInASegment_IsAnsweredAndRepairedOnce()
    {
        await using KnowledgeBase knowledge = await IndexedAsync();
        string[] expected = Paths(await knowledge.QueryAsync("the harbour", Dense, Workspace.Token));
        Damage();
        await using KnowledgeBase other = await _workspace.OpenAsync();

        SearchResults[] all = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => other.QueryAsync("the harbour", Dense, Workspace.Token)));

        Assert.All(all, results => Assert.Equal(expected, Paths(results)));
        Assert.Contains("was damaged", Assert.Single(other.Notices), StringComparison.Ordinal);
        Assert.True(IndexDoctor.Check(_workspace.Options.IndexPath).IsHealthy);
        Assert.Equal(expected, Paths(await knowledge.QueryAsync("the harbour", Dense, Workspace.Token)));
    }

    [Fact]
    public async Task Query_FlippedByteWhileAnotherWrites_NamesDamageAndWriter()
    {
        await using (await IndexedAsync())
        {
        }
        using SearchIndex writer = SearchIndex.Open(_workspace.Options.IndexPath, IndexAccess.Write);
        Damage();
        await using KnowledgeBase knowledge = await _workspace.OpenAsync();

        IndexException refused = await Assert.ThrowsAsync<IndexException>(
            () => knowledge.QueryAsync("the harbour", Dense, Workspace.Token));

        Assert.Contains("is damaged", refused.Message, StringComparison.Ordinal);
        Assert.Contains($"process {Environment.ProcessId}", refused.Message, StringComparison.Ordinal);
        Assert.Equal(
            5, (await knowledge.QueryAsync("ledger", new QueryOptions { Mode = RetrievalMode.Lexical }, Workspace.Token)).Hits.Count);
    }

    private static string[] Paths(SearchResults results) => [.. results.Hits.Select(hit => hit.Path)];

    private async Task<KnowledgeBase> IndexedAsync()
    {
        _workspace.WritePages(5);
        KnowledgeBase knowledge = await _workspace.OpenAsync();
        await knowledge.IndexAsync(_workspace.Documents, cancellationToken: Workspace.Token);
        return knowledge;
    }

    /// <summary>Replaces the segment by a damaged file, which is read by everyone who opens the index from now on.</summary>
    private void Damage()
    {
        string segment = Directory.GetFiles(Path.Combine(_workspace.Options.IndexPath, "vectors"), "*.vectors").Single();
        byte[] bytes = File.ReadAllBytes(segment);
        bytes[bytes.Length / 2] ^= 1;
        File.Delete(segment);
        File.WriteAllBytes(segment, bytes);
    }
}
