using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using SearchEngine.Hosting;

namespace SearchEngine.BadInput.Tests.Library;

/// <summary>
/// Options that an application's services cannot start with. All contradictions are in tests/Engine/Hosting/SearchEngineOptionsTests.
/// </summary>
public sealed class ServicesTests : IDisposable
{
    private readonly LibraryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task ContradictingOptions_AreRefusedAtTheStartAndAllNamed()
    {
        string[] said = await RefusalAsync(services => Add(services, options =>
        {
            options.Watch = true;
            options.MaxFileSize = 0;
        }));
        Assert.Equal(2, said.Length);
        Assert.Contains(said, fault => fault.Contains("Watch is true but Folders is empty", StringComparison.Ordinal));
        Assert.Contains(said, fault => fault.Contains("MaxFileSize is 0", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AnIndexPathWithoutRights_IsRefusedAtTheStartAndNamed()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the kernel's own folders are Linux's");
        string fault = Assert.Single(await RefusalAsync(services => Add(services, options =>
        {
            options.IndexPath = "/proc/index";
            options.Folders.Add(_folder.Documents);
        })));
        Assert.Contains("/proc/index", fault, StringComparison.Ordinal);
        Assert.Contains("cannot be written", fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TwoServicesWritingOneIndex_AreRefusedAtTheStartAndBothNamed()
    {
        string fault = string.Join(' ', await RefusalAsync(services =>
        {
            foreach (string key in (string[])["one", "two"]) Add(services, options => options.Folders.Add(_folder.Documents), key);
        }));
        Assert.Contains("AddKeyedSearchEngine(\"one\")", fault, StringComparison.Ordinal);
        Assert.Contains("AddKeyedSearchEngine(\"two\")", fault, StringComparison.Ordinal);
    }

    private void Add(IServiceCollection services, Action<SearchEngineOptions> configure, string key = "index")
    {
        StubModels models = new(_ => Task.CompletedTask);
        services.AddKeyedSearchEngine(key, options =>
        {
            options.IndexPath = _folder.Index;
            configure(options);
        }).UseEncoder(models).UseReranker(models).UseChatClient(models);
    }

    private static async Task<string[]> RefusalAsync(Action<IServiceCollection> configure)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        configure(builder.Services);
        using IHost host = builder.Build();
        return [.. (await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(LibraryFolder.Token))).Failures];
    }
}
