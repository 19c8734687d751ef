using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using SearchEngine.Tests;

namespace SearchEngine.EndToEnd.Tests;

/// <summary>
/// Runs the published program on a terminal of 100 columns and 30 lines from script(1), then prints the terminal's settings.
/// </summary>
internal sealed class PseudoTerminal : IDisposable
{
    private readonly Process _script;
    private readonly StringBuilder _shown = new();
    private readonly CancellationTokenSource _timeout = CancellationTokenSource.CreateLinkedTokenSource(
        TestContext.Current.CancellationToken);
    private int _read;

    private PseudoTerminal(Process script)
    {
        _script = script;
        _timeout.CancelAfter(TimeSpan.FromMinutes(2));
    }

    /// <summary>The output so far, including escape sequences.</summary>
    public string Output => _shown.ToString();

    public static PseudoTerminal Start(Home home, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        string words = string.Join(' ', arguments.Select(argument => $"'{argument}'"));
        string command =
            $"stty cols 100 rows 30; dotnet '{SearchCommand.ProgramPath}' {words}; code=$?; stty -a | tr '\\n' ' '; exit $code";
        ProcessStartInfo start = new("script", ["-qfec", command, "/dev/null"])
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            StandardOutputEncoding = Encoding.UTF8,
        };
        Dictionary<string, string> variables =
            new() { ["XDG_DATA_HOME"] = home.DataHome, ["XDG_CACHE_HOME"] = home.CacheHome, ["TERM"] = "xterm", ["SHELL"] = "/bin/sh" };
        foreach ((string name, string value) in variables.Concat(environment ?? new Dictionary<string, string>()))
            start.Environment[name] = value;
        start.Environment.Remove("NO_COLOR");
        if (environment?.GetValueOrDefault("NO_COLOR") is { } noColor) start.Environment["NO_COLOR"] = noColor;
        try
        {
            return new PseudoTerminal(Process.Start(start)!);
        }
        catch (Win32Exception)
        {
            Assert.Skip("script is not installed");
            throw;
        }
    }

    public void Type(string keys)
    {
        _script.StandardInput.Write(keys);
        _script.StandardInput.Flush();
    }

    /// <summary>Waits until a text appears after the one that was last waited for.</summary>
    public async Task WaitForAsync(string text)
    {
        char[] buffer = new char[4096];
        int found;
        while ((found = Output.IndexOf(text, _read, StringComparison.Ordinal)) < 0)
        {
            int count = await ReadAsync(buffer, text);
            Assert.True(count > 0, $"ended before it showed '{text}': {Output}");
            _shown.Append(buffer, 0, count);
        }
        _read = found + text.Length;
    }

    /// <summary>Waits for the end and returns the exit code and the terminal's settings as stty prints them.</summary>
    public async Task<(int ExitCode, string Terminal)> WaitForExitAsync()
    {
        _shown.Append(await _script.StandardOutput.ReadToEndAsync(_timeout.Token));
        await _script.WaitForExitAsync(_timeout.Token);
        return (_script.ExitCode, Output[Math.Max(0, Output.LastIndexOf("speed ", StringComparison.Ordinal))..]);
    }

    public void Dispose()
    {
        if (!_script.HasExited) _script.Kill(entireProcessTree: true);
        _script.Dispose();
        _timeout.Dispose();
    }

    private async Task<int> ReadAsync(char[] buffer, string awaited)
    {
        try
        {
            return await _script.StandardOutput.ReadAsync(buffer, _timeout.Token);
        }
        catch (OperationCanceledException) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"'{awaited}' was not shown: {Output}");
        }
    }
}
