using System.Security.Cryptography;
using System.Text.Json;
using SearchEngine.Tests;

namespace SearchEngine.EndToEnd.Tests;

/// <summary>A user's home: documents, and the published program with its own index and cache.</summary>
public sealed class Home : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SearchCommand _search = new();

    public string DataHome => _search.DataHome;

    public string CacheHome => _search.CacheHome;

    /// <summary>The default index folder.</summary>
    public string Index => Path.Combine(DataHome, "searchengine", "index");

    public string GetPath(string relativePath) => _folder[relativePath];

    public string Write(string relativePath, string text) => _folder.Write(relativePath, text);

    /// <summary>Runs the program, which must end with <paramref name="exitCode"/>.</summary>
    public async Task<ProcessOutcome> RunAsync(int exitCode, params IEnumerable<string> arguments)
    {
        ProcessOutcome outcome = await _search.RunAsync(arguments, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(outcome.ExitCode == exitCode, $"ended with {outcome.ExitCode}: {outcome.Stderr}");
        return outcome;
    }

    /// <summary>Runs the program with --json and returns the object that it writes.</summary>
    public async Task<JsonElement> JsonAsync(int exitCode, params IEnumerable<string> arguments) =>
        JsonDocument.Parse((await RunAsync(exitCode, [.. arguments, "--json"])).Stdout).RootElement;

    /// <summary>Returns the paths of the documents that a query finds, best first. Runs without the re-ranker to save time.</summary>
    public async Task<string[]> FindAsync(params IEnumerable<string> arguments)
    {
        ProcessOutcome outcome = await _search.RunAsync(
            ["query", .. arguments, "--rerank", "off", "--json"], cancellationToken: TestContext.Current.CancellationToken);
        using JsonDocument results = JsonDocument.Parse(outcome.Stdout);
        string[] paths = [.. results.RootElement.GetProperty("hits").GetStrings("path")];
        Assert.Equal(paths.Length > 0 ? 0 : 1, outcome.ExitCode);
        return paths;
    }

    /// <summary>Returns the time and hash of every file of the index, except SQLite's shared memory, which reading changes.</summary>
    public Dictionary<string, string> IndexFiles() => Directory.EnumerateFiles(Index, "*", SearchOption.AllDirectories)
        .Where(file => !file.EndsWith("-shm", StringComparison.Ordinal))
        .ToDictionary(
            file => Path.GetRelativePath(Index, file),
            file => $"{File.GetLastWriteTimeUtc(file):O} {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)))}");

    public void Dispose()
    {
        _search.Dispose();
        _folder.Dispose();
    }
}
