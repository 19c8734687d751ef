using SearchEngine.Tests;

namespace SearchEngine.EndToEnd.Tests;

/// <summary>
/// Nothing leaves the machine even without the launcher's environment variable, because the library switches telemetry off. ONNX
/// Runtime's telemetry creates files in the cache folder when its library starts, and looks up its host some seconds later; neither may
/// happen.
/// </summary>
public sealed class NoNetworkTests : IDisposable
{
    /// <summary>The folder where ONNX Runtime's telemetry keeps an identity of the machine and unsent data.</summary>
    private const string TelemetryFolder = "/.onnxruntime";

    private readonly Home _home = new();

    private string Cache => _home.GetPath("cache");

    [Fact]
    public async Task CommandLine_WithoutANetwork_Finds()
    {
        await RequireAsync("unshare", "-rn", "true");

        await RunAsync(["unshare", "-rn", .. CommandLine()]);
    }

    [Fact]
    public async Task Program_WithoutANetwork_Finds()
    {
        await RequireAsync("unshare", "-rn", "true");

        await RunAsync(["unshare", "-rn", .. LibraryProgram()]);
    }

    [Fact]
    public async Task CommandLine_Traced_UsesNoNetwork() => await TraceAsync(CommandLine());

    [Fact]
    public async Task Program_Traced_UsesNoNetwork() => await TraceAsync(LibraryProgram());

    public void Dispose() => _home.Dispose();

    private string[] CommandLine()
    {
        _home.Write("documents/refunds.md", "# Refunds\n\nA customer may ask for a refund within 14 days.\n");
        return ["dotnet", SearchCommand.ProgramPath, "query", "how do I get my money back?", "--in", _home.GetPath("documents")];
    }

    /// <summary>Returns the command line that runs this program's one test of the library.</summary>
    private string[] LibraryProgram() =>
    [
        "dotnet", typeof(LibraryTests).Assembly.Location, "--results-directory", _home.GetPath("results"),
        "--filter-method", $"*{nameof(LibraryTests)}.{nameof(LibraryTests.Program_IndexesAndFinds)}", "--minimum-expected-tests", "1",
    ];

    private async Task TraceAsync(string[] program)
    {
        string trace = _home.GetPath("trace");
        await RequireAsync("strace", "-f", "-o", trace, "true");

        await RunAsync(["strace", "-f", "-o", trace, "-e", "trace=network,openat", .. program]);

        string[] calls = File.ReadAllLines(trace);
        Assert.Contains(calls, call => call.Contains("libonnxruntime", StringComparison.Ordinal));
        Assert.DoesNotContain(calls, call => call.Contains("AF_INET", StringComparison.Ordinal));
        Assert.DoesNotContain(calls, call => call.Contains(TelemetryFolder, StringComparison.Ordinal));
    }

    private async Task RunAsync(string[] command)
    {
        Dictionary<string, string?> environment = new()
        {
            ["ORT_DISABLE_TELEMETRY"] = null,
            ["XDG_DATA_HOME"] = _home.GetPath("data"),
            ["XDG_CACHE_HOME"] = Cache,
            ["HOME"] = _home.GetPath("home"),
        };
        Directory.CreateDirectory(Cache);
        Directory.CreateDirectory(_home.GetPath("home"));

        ProcessOutcome outcome = await ChildProcess.RunAsync(
            command[0], command[1..], environment: environment, cancellationToken: TestContext.Current.CancellationToken);

        Assert.True(outcome.ExitCode == 0, outcome.Stdout + outcome.Stderr);
        Assert.DoesNotContain(Directory.EnumerateFileSystemEntries(Cache), entry => Path.GetFileName(entry) != "searchengine");
        Assert.Empty(Directory.EnumerateFileSystemEntries(_home.GetPath("home")));
    }

    /// <summary>Skips the test if a program is not installed or not permitted.</summary>
    private static async Task RequireAsync(string program, params string[] arguments)
    {
        try
        {
            ProcessOutcome outcome = await ChildProcess.RunAsync(
                program, arguments, cancellationToken: TestContext.Current.CancellationToken);
            if (outcome.ExitCode != 0) Assert.Skip($"{program} is not permitted here");
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip($"{program} is not installed");
        }
    }
}
