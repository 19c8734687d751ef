using System.Diagnostics;
using System.Globalization;

namespace SearchEngine.Crash.Tests.Readers;

/// <summary>Runs a <see cref="ReadingProgram"/> in another process.</summary>
internal sealed class ReaderProcess : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _stderr;
    private readonly Task _states;

    public ReaderProcess(string folder, float wordScore)
    {
        string program = typeof(ReaderProcess).Assembly.Location;
        string score = wordScore.ToString("R", CultureInfo.InvariantCulture);
        ProcessStartInfo start = new("dotnet", [program, ReadingProgram.Command, folder, score])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        _process = Process.Start(start)!;
        _stderr = _process.StandardError.ReadToEndAsync();
        _states = ReadStatesAsync();
    }

    /// <summary>The number of states that the reader has seen.</summary>
    public int States { get; private set; }

    /// <summary>Fails if the reader has ended, which it does by itself only when a check fails.</summary>
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
