using System.Diagnostics;

namespace SearchEngine.Corpus.Making;

/// <summary>A temporary folder for profiles and half-made things, and the running of other people's programs.</summary>
internal sealed class Workspace(string sources, string results) : IDisposable
{
    /// <summary>Longer than any conversion takes: a program that asks a question which nobody sees is ended.</summary>
    private static readonly TimeSpan ProgramTimeout = TimeSpan.FromMinutes(1);

    private readonly string _tempFolder = Directory.CreateTempSubdirectory("corpus-").FullName;

    /// <summary>A place in the temporary folder.</summary>
    public string GetTempPath(string name) => Path.Combine(_tempFolder, name);

    /// <summary>A document to be made.</summary>
    public string GetTargetPath(string file) => Path.Combine(results, file);

    /// <summary>A source, or where there is none of this name a document made earlier.</summary>
    public string GetSourcePath(string name) => Path.Combine(sources, name) is { } path && Path.Exists(path) ? path : GetTargetPath(name);

    /// <summary>Runs a program to its end.</summary>
    /// <returns>What it wrote to stdout, byte for byte.</returns>
    /// <exception cref="DocumentMakingException">It failed, or did not end in time.</exception>
    public async Task<byte[]> RunAsync(string program, IEnumerable<string> arguments, CancellationToken cancellationToken, string? folder = null)
    {
        ProcessStartInfo start = new(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder ?? _tempFolder };
        // Results are to depend on the sources alone.
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
            return process.ExitCode == 0 ? stdout.ToArray() : throw new DocumentMakingException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {await stderr}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new DocumentMakingException($"{program} {string.Join(' ', arguments)} did not end within {ProgramTimeout.TotalSeconds:0} seconds");
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }

    public void Dispose() => Directory.Delete(_tempFolder, recursive: true);
}
