using System.Runtime.InteropServices;

namespace SearchEngine.Cli;

/// <summary>
/// Ctrl-C and a polite kill: the first ends the work where nothing is left half done; the second ends the process at once, which loses what is not committed and nothing else.
/// </summary>
internal sealed class CancellationSignals : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _signals;

    public CancellationSignals() => _signals = [PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal), PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal)];

    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        foreach (PosixSignalRegistration signal in _signals) signal.Dispose();
        _source.Dispose();
    }

    private void OnSignal(PosixSignalContext signal)
    {
        if (_source.IsCancellationRequested)
        {
            // A progress bar hides the cursor, and has no time left to show it again.
            if (!Console.IsErrorRedirected) Console.Error.Write("\e[?25h");
            return;
        }
        signal.Cancel = true;
        _source.Cancel();
    }
}
