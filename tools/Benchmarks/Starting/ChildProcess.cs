using System.Diagnostics;

namespace SearchEngine.Benchmarks.Starting;

/// <summary>A program run to its end and timed whole, process start included.</summary>
internal static class ChildProcess
{
    /// <param name="commandLine">The program and its arguments.</param>
    /// <param name="environment">Variables added to this process's own.</param>
    /// <returns>Seconds.</returns>
    public static double Time(IReadOnlyList<string> commandLine, params IEnumerable<(string Name, string Value)> environment)
    {
        ProcessStartInfo start = new(commandLine[0]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in commandLine.Skip(1)) start.ArgumentList.Add(argument);
        foreach ((string name, string value) in environment) start.Environment[name] = value;
        long started = Stopwatch.GetTimestamp();
        using Process process = Process.Start(start) ?? throw new InvalidOperationException($"{commandLine[0]} did not start");
        Task<string> errors = process.StandardError.ReadToEndAsync();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{commandLine[0]} ended with {process.ExitCode}: {errors.Result}");
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }
}
