using Microsoft.ML.OnnxRuntime;

namespace SearchEngine.Encoder;

/// <summary>An inference session that any number of callers run at once. Disposal waits until the last caller is out; who comes later is refused.</summary>
internal sealed class SharedSession(InferenceSession session) : IDisposable
{
    private readonly RunOptions _options = new();
    private readonly ReaderWriterLockSlim _lifetime = new();
    private bool _disposed;

    /// <summary>Runs the graph into buffers of the caller's.</summary>
    /// <exception cref="ObjectDisposedException">The session is disposed.</exception>
    public void Run(string[] inputNames, OrtValue[] inputs, string[] outputNames, OrtValue[] outputs)
    {
        _lifetime.EnterReadLock();
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, typeof(TextEncoder));
            session.Run(_options, inputNames, inputs, outputNames, outputs);
        }
        finally
        {
            _lifetime.ExitReadLock();
        }
    }

    public void Dispose()
    {
        _lifetime.EnterWriteLock();
        try
        {
            if (_disposed) return;
            _disposed = true;
            session.Dispose();
            _options.Dispose();
        }
        finally
        {
            _lifetime.ExitWriteLock();
        }
    }
}
