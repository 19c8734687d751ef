using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SearchEngine.Hosting;
using SearchEngine.Index;
using SearchEngine.Index.Contracts;

namespace SearchEngine.Engine.Tests.Hosting;

/// <summary>Folders that are indexed in the background while the application runs.</summary>
public sealed class BackgroundIndexingTests : IDisposable
{
    private const int Indexed = 1, Unreadable = 3, Locked = 4;

    private readonly Workspace _workspace = new();
    private readonly LogProbe _log = new();

    public void Dispose()
    {
        _workspace.Dispose();
        _log.Dispose();
    }

    [Fact]
    public async Task Start_AFolder_IsIndexedAndLogged()
    {
        _workspace.WritePages(3);
        using IHost host = await StartAsync(_ => { });
        Assert.Contains("3 indexed, 0 unchanged", await _log.NextAsync(Indexed), StringComparison.Ordinal);
        KnowledgeBase knowledge = host.Services.GetRequiredService<KnowledgeBase>();
        Assert.Equal(3, (await knowledge.QueryAsync("ledger", cancellationToken: Workspace.Token)).Hits.Count);
        await host.StopAsync(Workspace.Token);
    }

    [Fact]
    public async Task Start_AFileThatCannotBeRead_IsLoggedWithItsReason()
    {
        _workspace.Write("broken.pdf", "%PDF-1.7 and nothing else");
        using IHost host = await StartAsync(_ => { });
        Assert.StartsWith("broken.pdf in", await _log.NextAsync(Unreadable), StringComparison.Ordinal);
        await host.StopAsync(Workspace.Token);
    }

    [Fact]
    public async Task Watch_AFileWritten_CanBeFound()
    {
        _workspace.WritePages(1);
        using IHost host = await StartAsync(options => options.Watch = true);
        await _log.NextAsync(Indexed);
        _workspace.WritePage("later.md", "Later", "A lighthouse keeper's ledger.");
        Assert.Contains("1 indexed", await _log.NextAsync(Indexed), StringComparison.Ordinal);
        KnowledgeBase knowledge = host.Services.GetRequiredService<KnowledgeBase>();
        Assert.Equal("later.md", (await knowledge.QueryAsync("lighthouse", cancellationToken: Workspace.Token)).Hits[0].Path);
        await host.StopAsync(Workspace.Token);
    }

    [Fact]
    public async Task Watch_TwoFolders_TakeTurnsAtTheIndex()
    {
        _workspace.WritePages(2);
        string second = _workspace.At("second");
        Directory.CreateDirectory(second);
        await File.WriteAllTextAsync(Path.Combine(second, "other.md"), "# Other\n\nOf another ledger.\n", Workspace.Token);
        using IHost host = await StartAsync(options =>
        {
            options.Watch = true;
            options.Folders.Add(second);
        });
        await _log.NextAsync(Indexed);
        await _log.NextAsync(Indexed);
        Assert.Equal(3, (await host.Services.GetRequiredService<KnowledgeBase>().GetStatusAsync(Workspace.Token)).Indexed);
        await host.StopAsync(Workspace.Token);
    }

    [Fact]
    public async Task Start_AnotherServiceWritesTheIndex_LogsItAndRetries()
    {
        _workspace.WritePages(1);
        SearchIndex other = SearchIndex.Open(_workspace.Options.IndexPath, IndexAccess.Write);
        using IHost host = await StartAsync(options => options.RetryAfter = TimeSpan.FromMilliseconds(1));
        Assert.Contains("is being written by process", await _log.NextAsync(Locked), StringComparison.Ordinal);
        other.Dispose();
        Assert.Contains("1 indexed", await _log.NextAsync(Indexed), StringComparison.Ordinal);
        await host.StopAsync(Workspace.Token);
    }

    [Fact]
    public async Task Stop_WhileIndexing_EndsAndReleasesTheIndex()
    {
        _workspace.WritePages(300);
        using (IHost host = await StartAsync(options => options.Watch = true)) await host.StopAsync(Workspace.Token);
        SearchIndex.Open(_workspace.Options.IndexPath, IndexAccess.Write).Dispose();
    }

    private async Task<IHost> StartAsync(Action<SearchEngineOptions> configure)
    {
        IHost host = EngineHost.Build(
            services => services.AddSearchEngine(options =>
            {
                options.Use(_workspace);
                options.Folders.Add(_workspace.Documents);
                configure(options);
            }).WithStandIns(),
            _log);
        await host.StartAsync(Workspace.Token);
        return host;
    }
}
