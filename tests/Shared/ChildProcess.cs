using System.Diagnostics;
using System.Text;

namespace SearchEngine.Tests;

/// <summary>The exit code and the output of a program that has ended.</summary>
public sealed record ProcessOutcome(int ExitCode, string Stdout, string Stderr);

/// <summary>Runs a program to its end and collects its output.</summary>
public static class ChildProcess
{
    /// <summary>Only ends a program that hangs: no command under test takes this long, even on a slow machine.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Runs a program, in the repository's root by default. <c>environment</c> adds to this process's environment (null
    /// removes a variable); without <c>stdin</c> the program's input is empty.
    /// </summary>
    /// <exception cref="TimeoutException">The program did not end in time and was killed.</exception>
    public static async Task<ProcessOutcome> RunAsync(
        string program,
        IEnumerable<string> arguments,
        string? workingDirectory = null,
        IReadOnlyDictionary<string, string?>? environment = null,
        string? stdin = null,
        CancellationToken cancellationToken = default)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            WorkingDirectory = workingDirectory ?? Repository.Root,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach ((string name, string? value) in environment ?? new Dictionary<string, string?>())
        {
            if (value is null) start.Environment.Remove(name);
            else start.Environment[name] = value;
        }

        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Timeout);
        using Process process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start");
        try
        {
            Task<string> stdout = process.StandardOutput.ReadToEndAsync(limit.Token);
            Task<string> stderr = process.StandardError.ReadToEndAsync(limit.Token);
            await WriteAsync(process.StandardInput, stdin, limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return new ProcessOutcome(process.ExitCode, await stdout, await stderr);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"{program} {string.Join(' ', start.ArgumentList)} did not end within {Timeout}");
        }
        finally
        {
            if (!process.HasExited) process.Kill();
        }
    }

    private static async Task WriteAsync(StreamWriter input, string? text, CancellationToken cancellationToken)
    {
        try
        {
            await input.WriteAsync((text ?? "").AsMemory(), cancellationToken);
            input.Close();
        }
        catch (IOException)
        {
            // A program may end without having read its input.
        }
    }
}
