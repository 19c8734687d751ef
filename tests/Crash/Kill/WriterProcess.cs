using System.Diagnostics;

namespace SearchEngine.Crash.Tests.Kill;

/// <summary>What a killed writer had said.</summary>
/// <param name="Opened">Whether it had opened the index.</param>
/// <param name="Steps">How many steps it had acknowledged.</param>
internal readonly record struct KilledWriter(bool Opened, int Steps);

/// <summary>A <see cref="ScriptedWriter"/> in a process of its own, to be killed.</summary>
internal static class WriterProcess
{
    /// <summary>What SIGKILL makes of an exit code.</summary>
    private const int Killed = 128 + 9;

    /// <summary>Starts a writer, kills it after so many lines of its output and some time more, and counts what it acknowledged until then.</summary>
    /// <param name="folder">The index.</param>
    /// <param name="seed">The script's seed.</param>
    /// <param name="step">The first step to run.</param>
    /// <param name="lines">Lines to wait for: 0 kills it while it starts or opens the index.</param>
    /// <param name="further">Time from the last line to the kill.</param>
    public static async Task<KilledWriter> RunAndKillAsync(string folder, int seed, int step, int lines, TimeSpan further)
    {
        ProcessStartInfo start = new("dotnet", [typeof(WriterProcess).Assembly.Location, ScriptedWriter.Command, folder, $"{seed}", $"{step}"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> stderr = process.StandardError.ReadToEndAsync();
        List<string> said = [];
        try
        {
            while (said.Count < lines && await process.StandardOutput.ReadLineAsync() is { } line) said.Add(line);
            for (long since = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(since) < further;) Thread.SpinWait(10);
        }
        finally
        {
            process.Kill();
        }
        while (await process.StandardOutput.ReadLineAsync() is { } line) said.Add(line);
        await process.WaitForExitAsync();
        if (process.ExitCode != Killed) Assert.Fail($"The writer ended by itself with exit code {process.ExitCode}: {await stderr}");
        Assert.Equal(Enumerable.Range(step - 1, said.Count).Select(number => number < step ? ScriptedWriter.Opened : $"{number}"), said);
        return new KilledWriter(said.Count > 0, Math.Max(0, said.Count - 1));
    }
}
