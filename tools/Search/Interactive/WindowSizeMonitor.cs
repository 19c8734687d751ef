using System.Runtime.InteropServices;

namespace SearchEngine.Cli.Interactive;

/// <summary>Reports when the terminal's window has changed its size.</summary>
internal sealed class WindowSizeMonitor : IDisposable
{
    private readonly PosixSignalRegistration? _signal;
    private volatile TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public WindowSizeMonitor()
    {
        if (!OperatingSystem.IsWindows()) _signal = PosixSignalRegistration.Create(PosixSignal.SIGWINCH, _ => _changed.TrySetResult());
    }

    /// <summary>Completes at the first change since the property was last read.</summary>
    public Task Changed
    {
        get
        {
            if (_changed.Task.IsCompleted) _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _changed.Task;
        }
    }

    public void Dispose() => _signal?.Dispose();
}
