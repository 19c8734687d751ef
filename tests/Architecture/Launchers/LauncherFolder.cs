using SearchEngine.Tests;

namespace SearchEngine.Architecture.Tests.Launchers;

/// <summary>
/// A copy of the launchers in a temporary folder, with a fake <c>dotnet</c> that records its calls and runs a script of the
/// test. Tests take milliseconds and do not touch the real build.
/// </summary>
internal sealed class LauncherFolder : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <param name="dotnet">The bash script that the fake dotnet runs.</param>
    public LauncherFolder(string dotnet)
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("the launchers are bash scripts; Windows has its own");
        foreach (string script in new[] { "search", "test" })
        {
            File.Copy(System.IO.Path.Combine(Repository.Root, script), System.IO.Path.Combine(Path, script));
        }
        foreach (
            string source in new[]
            {
                "global.json",
                "Directory.Build.props",
                "Directory.Build.targets",
                "src/Engine/Engine.cs",
                "tools/Search/Search.csproj",
                "tools/Evaluation/Evaluation.csproj",
            })
        {
            _folder.Write(source, "");
        }
        _folder.Write("bin/behaviour", dotnet);
        // Links to an existing file: a file written just now may still be open in another process that is starting.
        File.CreateSymbolicLink(
            System.IO.Path.Combine(Path, "bin", "dotnet"),
            System.IO.Path.Combine(Repository.Root, "tests", "Architecture", "Launchers", "dotnet"));
    }

    public string Path => _folder.Path;

    /// <summary>The first two arguments of each call of <c>dotnet</c>, in order.</summary>
    public string[] Calls => File.Exists(CallsPath) ? File.ReadAllLines(CallsPath) : [];

    private string CallsPath => System.IO.Path.Combine(Path, "bin", "calls");

    public string Write(string relativePath, string text) => _folder.Write(relativePath, text);

    /// <summary>Runs a script of the folder, or a link to one, from <paramref name="workingDirectory"/> or the folder itself.</summary>
    public Task<ProcessOutcome> RunAsync(
        string script,
        string[] arguments,
        string? workingDirectory = null,
        string? path = null,
        string? stdin = null) =>
        ChildProcess.RunAsync(
            "bash",
            [System.IO.Path.Combine(Path, script), .. arguments],
            workingDirectory ?? Path,
            new Dictionary<string, string?>
            {
                ["PATH"] = path ?? System.IO.Path.Combine(Path, "bin") + ":" + Environment.GetEnvironmentVariable("PATH"),
                ["ORT_DISABLE_TELEMETRY"] = null,
                ["SEARCHENGINE_ALL"] = null,
            },
            stdin,
            cancellationToken: TestContext.Current.CancellationToken);

    public void Dispose() => _folder.Dispose();
}
