using System.Diagnostics;
using System.Globalization;

namespace SearchEngine.Crash.Tests.Readers;

/// <summary>A <see cref="ReadingProgram"/>, started and ended.</summary>
internal sealed class ReaderProcess : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _stderr;
    private readonly Task _states;

    public ReaderProcess(string folder, float wordScore)
    {
        ProcessStartInfo start = new("dotnet",
            [typeof(ReaderProcess).Assembly.Location, ReadingProgram.Command, folder, wordScore.ToString("R", CultureInfo.InvariantCulture)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        _process = Process.Start(start)!;
        _stderr = _process.StandardError.ReadToEndAsync();
        _states = ReadStatesAsync();
    }

    /// <summary>How many states it has seen.</summary>
    public int States { get; private set; }

    /// <summary>It ends by itself only when a check fails.</summary>
    public void ThrowIfEnded()
    {
        if (_process.HasExited) Assert.Fail($"A reader ended with exit code {_process.ExitCode}: {_stderr.GetAwaiter().GetResult()}");
    }

    public async Task EndAsync()
    {
        _process.StandardInput.Close();
        await _states;
        await _process.WaitForExitAsync();
        if (_process.ExitCode != 0) Assert.Fail($"A reader ended with exit code {_process.ExitCode}: {await _stderr}");
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }

    private async Task ReadStatesAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line) States = int.Parse(line, CultureInfo.InvariantCulture);
    }
}
