using System.Runtime.InteropServices;

namespace SearchEngine.Cli;

/// <summary>
/// Handles Ctrl-C and SIGTERM: the first signal cancels the work at a safe point, the second ends the process at once, which loses
/// only what is not committed.
/// </summary>
internal sealed class CancellationSignals : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _signals;

    public CancellationSignals() => _signals =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal),
    ];

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
            // A progress bar hides the cursor and gets no chance to show it again.
            if (!Console.IsErrorRedirected) Console.Error.Write("\e[?25h");
            return;
        }
        signal.Cancel = true;
        _source.Cancel();
    }
}
