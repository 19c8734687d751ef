using SearchEngine.Search;

namespace SearchEngine.Engine.Tests.Search;

public sealed class HighlightTests : IDisposable
{
    private const string Text = "Intro of the oven.\n\nThe baker turns it on at four. Customers ask for refunds by mail. Nobody sleeps.";

    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task Query_WordsOfAPassage_MarksThemAndTheSentenceWithTheRarest()
    {
        Passage passage = await FirstAsync("asking for a refund", RetrievalMode.Lexical);

        Assert.Equal("Customers ask for refunds by mail.", passage.GetText(passage.Sentence!.Value));
        Assert.Equal(["ask", "refunds"], passage.Words.Select(word => passage.GetText(word)));
    }

    [Fact]
    public async Task Query_NoWordInCommon_ChoosesNoSentence()
    {
        Passage passage = await FirstAsync("xylophone", RetrievalMode.Dense);
        Assert.Null(passage.Sentence);
        Assert.Empty(passage.Words);
    }

    [Fact]
    public async Task Query_WithoutHighlight_MarksNothing()
    {
        Passage passage = await FirstAsync("refund", RetrievalMode.Lexical, highlight: false);
        Assert.Null(passage.Sentence);
        Assert.Empty(passage.Words);
    }

    private async Task<Passage> FirstAsync(string query, RetrievalMode mode, bool highlight = true)
    {
        _workspace.Write("a.md", Text);
        _workspace.Write("b.md", "The oven asks for nothing. The oven asks for nothing at all.");
        await using KnowledgeBase knowledge = await _workspace.OpenAsync();
        await knowledge.IndexAsync(_workspace.Documents, cancellationToken: Workspace.Token);
        SearchResults results = await knowledge.QueryAsync(query, new QueryOptions { Mode = mode, Highlight = highlight }, Workspace.Token);
        return results.Hits.First(hit => hit.Path == "a.md").Passages[0];
    }
}
