namespace SearchEngine.Tests;

/// <summary>
/// The published command line, with its own data and cache folders: one for each test class through
/// <c>IClassFixture&lt;SearchCommand&gt;</c>, or one for each test through <c>using</c>. Model graphs come from <see cref="SharedCache"/>.
/// </summary>
public sealed class SearchCommand : IDisposable
{
    private readonly TemporaryFolder _home = new();

    public SearchCommand() => SharedCache.LinkTo(CacheHome);

    /// <summary>The published program, which the launcher puts next to its dependencies.</summary>
    public static string ProgramPath { get; } = Path.Combine(Repository.Root, "artifacts", "search", "search.dll");

    /// <summary>The folder for indexes (XDG_DATA_HOME).</summary>
    public string DataHome => Path.Combine(_home.Path, "data");

    /// <summary>The folder for files that can be rebuilt (XDG_CACHE_HOME).</summary>
    public string CacheHome => Path.Combine(_home.Path, "cache");

    /// <summary>The variables that the command needs, for tests that start it in another way.</summary>
    public Dictionary<string, string?> Environment =>
        new() { ["XDG_DATA_HOME"] = DataHome, ["XDG_CACHE_HOME"] = CacheHome, ["ORT_DISABLE_TELEMETRY"] = "1" };

    /// <summary>
    /// Runs the command, in the repository's root by default. <c>environment</c> adds to the variables that the launcher sets
    /// (null removes a variable).
    /// </summary>
    public Task<ProcessOutcome> RunAsync(
        IEnumerable<string> arguments,
        string? workingDirectory = null,
        IReadOnlyDictionary<string, string?>? environment = null,
        string? stdin = null,
        CancellationToken cancellationToken = default)
    {
        if (!File.Exists(ProgramPath)) throw new InvalidOperationException($"{ProgramPath} is missing: run ./test, or ./search once");
        Dictionary<string, string?> variables = Environment;
        foreach ((string name, string? value) in environment ?? new Dictionary<string, string?>()) variables[name] = value;
        return ChildProcess.RunAsync("dotnet", [ProgramPath, .. arguments], workingDirectory, variables, stdin, cancellationToken);
    }

    public void Dispose() => _home.Dispose();
}
