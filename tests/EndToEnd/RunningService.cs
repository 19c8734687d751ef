using System.Diagnostics;
using System.Text.RegularExpressions;

namespace SearchEngine.EndToEnd.Tests;

/// <summary>The example AnswerService, running on a free port with its folder indexed.</summary>
internal sealed partial class RunningService : IDisposable
{
    private readonly Process _process;

    private RunningService(Process process, Uri address) => (_process, Client) = (process, new HttpClient { BaseAddress = address });

    public HttpClient Client { get; }

    /// <summary>Starts the service and waits until it listens and its folder is up to date.</summary>
    public static async Task<RunningService> StartAsync(
        string program, string folder, string index, IReadOnlyDictionary<string, string?> environment)
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        ProcessStartInfo start = new("dotnet", [program, folder, index, "0"]) { RedirectStandardOutput = true };
        foreach ((string name, string? value) in environment) start.Environment[name] = value;
        Process process = Process.Start(start)!;
        List<string> said = [];
        Uri? address = null;
        bool indexed = false;
        while (address is null || !indexed)
        {
            string line = await process.StandardOutput.ReadLineAsync(cancellation) ?? throw new InvalidOperationException(
                $"the service ended: {string.Join('\n', said)}");
            said.Add(line);
            if (ListeningPattern().Match(line) is { Success: true } match) address = new Uri(match.Groups[1].Value);
            indexed |= line.Contains(" is up to date: ", StringComparison.Ordinal);
        }
        // Later output is read too, so that it cannot fill the pipe.
        _ = process.StandardOutput.ReadToEndAsync(cancellation);
        return new RunningService(process, address);
    }

    public void Dispose()
    {
        Client.Dispose();
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }

    [GeneratedRegex(@"Now listening on: (http://127\.0\.0\.1:\d+)")]
    private static partial Regex ListeningPattern();
}
