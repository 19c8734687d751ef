using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using SearchEngine.Engine.Tests.Answers;
using SearchEngine.Hosting;

namespace SearchEngine.Engine.Tests.Hosting;

/// <summary>Invalid options are refused when the application starts, with the name of each.</summary>
public sealed class SearchEngineOptionsTests : IDisposable
{
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    public static TheoryData<string, Action<SearchEngineOptions, string>> Contradictions => new()
    {
        { "IndexPath is empty", (options, _) => options.IndexPath = " " },
        { "Watch is true but Folders is empty", (options, _) => options.Watch = true },
        { "there is no folder", (options, folder) => options.Folders.Add(Path.Combine(folder, "nowhere")) },
        {
            "twice", (options, folder) =>
            {
                options.Folders.Add(folder);
                options.Folders.Add(folder + Path.DirectorySeparatorChar);
            }
        },
        { "is the index folder", (options, folder) => { options.Folders.Add(folder); options.IndexPath = folder; } },
        { "RetryAfter", (options, _) => options.RetryAfter = TimeSpan.Zero },
        { "MaxFileSize is 0", (options, _) => options.MaxFileSize = 0 },
        { "ReadingLimit", (options, _) => options.ReadingLimit = TimeSpan.FromSeconds(-1) },
        { "Encoder.Threads is 0", (options, _) => options.Encoder = options.Encoder with { Threads = 0 } },
        { "ModelFolder: there is no model", (options, folder) => options.ModelFolder = Path.Combine(folder, "nowhere") },
        { "RerankerFolder and UseReranker both choose", (options, folder) => options.RerankerFolder = folder },
        { "Answers is false, but GeneratorPath", (options, folder) => options.GeneratorPath = folder },
        {
            "GeneratorPath: there is no model", (options, folder) =>
            {
                options.Answers = true;
                options.GeneratorPath = Path.Combine(folder, "nowhere");
            }
        },
    };

    [Theory]
    [MemberData(nameof(Contradictions), DisableDiscoveryEnumeration = true)]
    public async Task Start_ContradictoryOptions_AreRefusedByName(
        string said, Action<SearchEngineOptions, string> configure) =>
        Assert.Contains(
            await RefusalAsync(options => configure(options, _workspace.Documents)),
            fault => fault.StartsWith("AddSearchEngine: ", StringComparison.Ordinal) && fault.Contains(said, StringComparison.Ordinal));

    [Fact]
    public async Task Start_EncoderAndModelFolderBothGiven_IsRefused()
    {
        IEnumerable<string> failures = await RefusalAsync(
            _ => { }, builder => builder.UseEncoder(_ => throw new InvalidOperationException("validation must not create it")));
        Assert.Contains("ModelFolder and UseEncoder", Assert.Single(failures), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_ChatClientAndDecoderBothGiven_IsRefused()
    {
        IEnumerable<string> failures = await RefusalAsync(
            options =>
            {
                options.Answers = true;
                options.GeneratorPath = _workspace.Documents;
            },
            builder => builder.UseChatClient(new QuotingClient("")));
        Assert.Contains("GeneratorPath and UseChatClient", Assert.Single(failures), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_IndexPathBelowAFile_IsRefused()
    {
        string file = _workspace.Write("file.txt", "text");
        string fault = Assert.Single(await RefusalAsync(options => options.IndexPath = Path.Combine(file, "below", "index")));
        Assert.Contains($"'{file}' is a file", fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_IndexPathThatIsAFile_IsRefused()
    {
        string file = _workspace.Write("file.txt", "text");
        string failure = Assert.Single(await RefusalAsync(options => options.IndexPath = file));
        Assert.Contains("is a file: name a folder", failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_IndexPathWithoutRights_IsRefused()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "/proc exists on Linux only");
        string fault = Assert.Single(await RefusalAsync(options =>
        {
            options.IndexPath = "/proc/index";
            options.Folders.Add(_workspace.Documents);
        }));
        Assert.Contains("cannot be written", fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_SeveralProblems_ListsAllOfThem() => Assert.Equal(2, (await RefusalAsync(options =>
    {
        options.Watch = true;
        options.MaxFileSize = -1;
    })).Count());

    [Fact]
    public async Task Start_TwoEnginesThatWriteOneIndex_IsRefusedAndNamesTheOther()
    {
        using IHost host = EngineHost.Build(services =>
        {
            foreach (string key in (string[])["one", "two"])
            {
                services.AddKeyedSearchEngine(key, options =>
                {
                    options.Use(_workspace);
                    options.Folders.Add(_workspace.Documents);
                }).WithStandIns();
            }
        });
        OptionsValidationException refused = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(Workspace.Token));
        Assert.Contains("AddKeyedSearchEngine(\"two\")", refused.Message, StringComparison.Ordinal);
        Assert.Contains("of AddKeyedSearchEngine(\"one\")", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_Refused_LeavesNothingBehind()
    {
        await RefusalAsync(options =>
        {
            options.Folders.Add(_workspace.Documents);
            options.MaxFileSize = -1;
        });
        Assert.False(Path.Exists(_workspace.Options.IndexPath));
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(_workspace.Options.IndexPath)!));
    }

    private async Task<IEnumerable<string>> RefusalAsync(Action<SearchEngineOptions> configure, Action<SearchEngineBuilder>? build = null)
    {
        using IHost host = EngineHost.Build(services =>
        {
            SearchEngineBuilder builder = services.AddSearchEngine(options =>
            {
                options.Use(_workspace);
                configure(options);
            }).WithStandIns();
            build?.Invoke(builder);
        });
        return (await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(Workspace.Token))).Failures;
    }
}
