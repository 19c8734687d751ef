using System.Diagnostics;

namespace SearchEngine.Benchmarks.Starting;

/// <summary>Runs other programs.</summary>
internal static class ChildProcess
{
    /// <summary>Starts a program and discards its output.</summary>
    public static Process Start(IReadOnlyList<string> commandLine)
    {
        ProcessStartInfo start = new(commandLine[0], commandLine.Skip(1)) { RedirectStandardOutput = true, RedirectStandardError = true };
        Process process = Process.Start(start) ?? throw new InvalidOperationException($"{commandLine[0]} did not start");
        process.OutputDataReceived += static (_, _) => { };
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    /// <summary>Runs a program and returns the elapsed seconds, including process start.</summary>
    /// <exception cref="InvalidOperationException">The program did not start or failed.</exception>
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
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{commandLine[0]} failed with exit code {process.ExitCode}: {errors.Result}");
        }
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }
}
