using SearchEngine.Ingestion;
using SearchEngine.Search;

namespace SearchEngine.Engine.Tests.Ingestion;

public sealed class PreviewAndWatchTests : IDisposable
{
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task Preview_BeforeAndAfterIndexing_ReturnsThePlanAndDoesNothing()
    {
        _workspace.WritePages(2);
        _workspace.Write(".hidden.md", "a");
        await using KnowledgeBase knowledge = await _workspace.OpenAsync();
        Assert.Equal(
            [(".hidden.md", PlannedAction.Skip), ("page0.md", PlannedAction.Index), ("page1.md", PlannedAction.Index)],
            await PlanAsync(knowledge));
        Assert.False(Directory.Exists(_workspace.Options.IndexPath));

        await knowledge.IndexAsync(_workspace.Documents, cancellationToken: Workspace.Token);
        File.Delete(Path.Combine(_workspace.Documents, "page0.md"));
        _workspace.Write("page1.md", "other");
        _workspace.Write("page2.md", "new");

        Assert.Equal(
            [
                (".hidden.md", PlannedAction.Skip),
                ("page0.md", PlannedAction.Remove),
                ("page1.md", PlannedAction.Index),
                ("page2.md", PlannedAction.Index),
            ],
            await PlanAsync(knowledge));
        Assert.Equal(2, (await knowledge.GetStatusAsync(Workspace.Token)).Indexed);
        await Assert.ThrowsAsync<DirectoryNotFoundException>(
            () => knowledge.PreviewAsync(_workspace.At("nowhere"), cancellationToken: Workspace.Token));
    }

    [Fact]
    public async Task Watch_FilesWrittenAndDeleted_AreAddedAndRemoved()
    {
        _workspace.WritePages(1);
        await using KnowledgeBase knowledge = await _workspace.OpenAsync();
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(Workspace.Token);
        IAsyncEnumerable<IndexReport> updates = knowledge.WatchAsync(_workspace.Documents, cancellationToken: stop.Token);
        await using IAsyncEnumerator<IndexReport> reports = updates.GetAsyncEnumerator(stop.Token);

        Assert.True(await reports.MoveNextAsync());
        Assert.Equal(1, reports.Current.Indexed);
        _workspace.Write("sub/till.md", "The till is stuck.");
        await UntilAsync(reports, report => report.Indexed > 0);
        Assert.Single((await knowledge.QueryAsync("till", new QueryOptions { Mode = RetrievalMode.Lexical }, Workspace.Token)).Hits);
        File.Delete(Path.Combine(_workspace.Documents, "page0.md"));
        await UntilAsync(reports, report => report.Removed > 0);

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await reports.MoveNextAsync());
    }

    [Fact]
    public async Task Index_LimitOfTheCollection_IsRemembered()
    {
        _workspace.Write("large.md", new string('x', 2000));
        await using KnowledgeBase knowledge = await _workspace.OpenAsync(_workspace.Options with { MaxFileSize = 1000 });

        IndexReport small = await knowledge.IndexAsync(_workspace.Documents, cancellationToken: Workspace.Token);
        IndexOptions options = new() { MaxFileSize = 5000 };
        IndexReport larger = await knowledge.IndexAsync(_workspace.Documents, options, cancellationToken: Workspace.Token);
        IndexReport remembered = await knowledge.IndexAsync(_workspace.Documents, cancellationToken: Workspace.Token);

        Assert.Equal((1, 1), (small.Skipped, larger.Indexed));
        Assert.Equal((1, 0), (remembered.Unchanged, remembered.Skipped));
    }

    private async Task<(string, PlannedAction)[]> PlanAsync(KnowledgeBase knowledge)
    {
        IReadOnlyList<PlannedFile> plan = await knowledge.PreviewAsync(_workspace.Documents, cancellationToken: Workspace.Token);
        return [.. plan.OrderBy(file => file.Path, StringComparer.Ordinal).Select(file => (file.Path, file.Action))];
    }

    private static async Task UntilAsync(IAsyncEnumerator<IndexReport> reports, Func<IndexReport, bool> wanted)
    {
        do Assert.True(await reports.MoveNextAsync());
        while (!wanted(reports.Current));
    }
}
