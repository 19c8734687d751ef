using System.Diagnostics;

namespace SearchEngine.Benchmarks.Starting;

/// <summary>A program of its own process, run beside this one or timed whole.</summary>
internal static class ChildProcess
{
    /// <summary>Starts a program whose output nobody reads.</summary>
    /// <param name="commandLine">The program and its arguments.</param>
    public static Process Start(IReadOnlyList<string> commandLine)
    {
        Process process = Process.Start(new ProcessStartInfo(commandLine[0], commandLine.Skip(1)) { RedirectStandardOutput = true, RedirectStandardError = true })
            ?? throw new InvalidOperationException($"{commandLine[0]} did not start");
        process.OutputDataReceived += static (_, _) => { };
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    /// <summary>Runs a program to its end, process start included.</summary>
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
