using SearchEngine.Search;

namespace SearchEngine.Engine.Tests.Search;

/// <summary>Whose words are looked for near each other.</summary>
public sealed class ProximityTests : IDisposable
{
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Theory]
    [InlineData("where is the steam engine", true)]
    [InlineData("the steam engine", false)]
    public async Task Query_Question_PrefersItsWordsTogether(string query, bool prefers)
    {
        _workspace.Write("apart.txt", "The engine was built by a smith in the far north, with steam of the county.\n");
        _workspace.Write("together.txt", "The steam engine was built by a smith in the far north, with help of the county.\n");
        await _workspace.IndexAsync();
        await using KnowledgeBase knowledge = await _workspace.OpenAsync();

        SearchResults results = await knowledge.QueryAsync(query, new QueryOptions { Mode = RetrievalMode.Lexical }, Workspace.Token);

        double Score(string path) => results.Hits.Single(hit => hit.Path == path).Score;
        Assert.Equal(prefers, Score("together.txt") > Score("apart.txt"));
        Assert.True(prefers || Score("together.txt") == Score("apart.txt"));
    }
}
