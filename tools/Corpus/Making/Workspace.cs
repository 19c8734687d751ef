using System.Diagnostics;

namespace SearchEngine.Corpus.Making;

/// <summary>A temporary folder for profiles and intermediate files, in which programs run.</summary>
internal sealed class Workspace(string sources, string results) : IDisposable
{
    /// <summary>Only ends a program that hangs, for example at a prompt: no conversion takes this long.</summary>
    private static readonly TimeSpan ProgramTimeout = TimeSpan.FromMinutes(1);

    private readonly string _tempFolder = Directory.CreateTempSubdirectory("corpus-").FullName;

    /// <summary>Returns a path in the temporary folder.</summary>
    public string GetTempPath(string name) => Path.Combine(_tempFolder, name);

    /// <summary>Returns the path of a document to make.</summary>
    public string GetTargetPath(string file) => Path.Combine(results, file);

    /// <summary>Returns the path of a source or, if there is no such source, of a document made earlier.</summary>
    public string GetSourcePath(string name) => Path.Combine(sources, name) is { } path && Path.Exists(path) ? path : GetTargetPath(name);

    /// <summary>Runs a program to its end.</summary>
    /// <returns>The bytes that it wrote to stdout.</returns>
    /// <exception cref="DocumentMakingException">The program failed, or did not end in time.</exception>
    public async Task<byte[]> RunAsync(
        string program,
        IEnumerable<string> arguments,
        CancellationToken cancellationToken,
        string? folder = null)
    {
        string commandLine = $"{program} {string.Join(' ', arguments)}";
        ProcessStartInfo start = new(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? _tempFolder,
        };
        // The documents must not depend on the machine's locale and time zone.
        start.Environment["LC_ALL"] = "C.UTF-8";
        start.Environment["TZ"] = "UTC";
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(ProgramTimeout);
        using Process process = Process.Start(start)!;
        try
        {
            process.StandardInput.Close();
            using MemoryStream stdout = new();
            Task<string> stderr = process.StandardError.ReadToEndAsync(limit.Token);
            await process.StandardOutput.BaseStream.CopyToAsync(stdout, limit.Token);
            await process.WaitForExitAsync(limit.Token);
            if (process.ExitCode != 0)
            {
                throw new DocumentMakingException($"{commandLine} failed with exit code {process.ExitCode}: {await stderr}");
            }
            return stdout.ToArray();
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new DocumentMakingException($"{commandLine} did not end within {ProgramTimeout.TotalSeconds:0} seconds");
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }

    public void Dispose() => Directory.Delete(_tempFolder, recursive: true);
}
