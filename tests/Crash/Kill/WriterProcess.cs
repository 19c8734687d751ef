using System.Diagnostics;

namespace SearchEngine.Crash.Tests.Kill;

/// <summary>The output of a killed writer.</summary>
/// <param name="Opened">Whether it had opened the index.</param>
/// <param name="Steps">The number of steps it had acknowledged.</param>
internal readonly record struct KilledWriter(bool Opened, int Steps);

/// <summary>Runs a <see cref="ScriptedWriter"/> in another process and kills it.</summary>
internal static class WriterProcess
{
    /// <summary>The exit code of a process killed by SIGKILL.</summary>
    private const int Killed = 128 + 9;

    /// <summary>Starts a writer, kills it a while after a number of output lines, and counts the steps that it acknowledged.</summary>
    /// <param name="folder">The index.</param>
    /// <param name="seed">The script's seed.</param>
    /// <param name="step">The first step to run.</param>
    /// <param name="lines">The number of lines to wait for; 0 kills the writer while it starts or opens the index.</param>
    /// <param name="delay">The time from the last line to the kill.</param>
    public static async Task<KilledWriter> RunAndKillAsync(string folder, int seed, int step, int lines, TimeSpan delay)
    {
        string program = typeof(WriterProcess).Assembly.Location;
        ProcessStartInfo start = new("dotnet", [program, ScriptedWriter.Command, folder, $"{seed}", $"{step}"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> stderr = process.StandardError.ReadToEndAsync();
        List<string> output = [];
        try
        {
            while (output.Count < lines && await process.StandardOutput.ReadLineAsync() is { } line) output.Add(line);
            for (long since = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(since) < delay;) Thread.SpinWait(10);
        }
        finally
        {
            process.Kill();
        }
        while (await process.StandardOutput.ReadLineAsync() is { } line) output.Add(line);
        await process.WaitForExitAsync();
        if (process.ExitCode != Killed) Assert.Fail($"The writer ended by itself with exit code {process.ExitCode}: {await stderr}");
        IEnumerable<string> acknowledged = Enumerable.Range(step, Math.Max(0, output.Count - 1)).Select(number => $"{number}");
        Assert.Equal(output.Count == 0 ? [] : [ScriptedWriter.Opened, .. acknowledged], output);
        return new KilledWriter(output.Count > 0, Math.Max(0, output.Count - 1));
    }
}
