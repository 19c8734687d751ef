using System.Diagnostics;
using System.Runtime.InteropServices;
using SearchEngine.Tests;

namespace SearchEngine.EndToEnd.Tests;

/// <summary>The published program while it is running, so that a test can interrupt it.</summary>
internal sealed partial class RunningSearch : IDisposable
{
    private const int Sigint = 2;

    private readonly Process _process;

    /// <summary>Starts the program; its output is not read until the test reads it.</summary>
    public RunningSearch(Home home, params IEnumerable<string> arguments)
    {
        // A shell's background jobs and their children ignore Ctrl-C.
        ProcessStartInfo start = new("env", ["--default-signal=INT", "dotnet", SearchCommand.ProgramPath, .. arguments])
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["XDG_DATA_HOME"] = home.DataHome;
        start.Environment["XDG_CACHE_HOME"] = home.CacheHome;
        _process = Process.Start(start)!;
        _process.StandardInput.Close();
    }

    public StreamReader Output => _process.StandardOutput;

    public bool HasExited => _process.HasExited;

    /// <summary>Sends the signal of Ctrl-C.</summary>
    public void Interrupt() => Assert.True(Kill(_process.Id, Sigint) == 0 || HasExited, "the process cannot be interrupted");

    /// <summary>Waits for the end and returns the exit code and the unread output.</summary>
    public async Task<ProcessOutcome> WaitForExitAsync()
    {
        Task<string> output = Output.ReadToEndAsync(TestContext.Current.CancellationToken);
        string error = await _process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new ProcessOutcome(_process.ExitCode, await output, error);
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int process, int signal);
}
