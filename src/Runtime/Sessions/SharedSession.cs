using Microsoft.ML.OnnxRuntime;

namespace SearchEngine.Runtime.Sessions;

/// <summary>
/// A handle on an ONNX Runtime session that all who run the same graph on the same device share within the process. Any number of callers run
/// it at once. Disposal of a handle waits until the last of its callers is out; the session is freed with its last handle.
/// </summary>
/// <remarks>
/// ONNX Runtime maps the weights from their file, but packs those of matrix products anew for each session, into memory of its own. With
/// bge-small a second session cost 87 MB in float32 (133 MB of weights) and 25 MB in int8 (45 MB). A container of packed weights shared nothing
/// of it; without packing a second session cost 5 MB, but a run took 1.04 (int8, 400 tokens) to 2.1 times (float32, 8 tokens) as long. One session
/// for all costs neither. Measured with ONNX Runtime 1.31.1 on two x64 cores.
/// </remarks>
public sealed class SharedSession : IDisposable
{
    private static readonly Dictionary<(string Graph, Device Device), Entry> Entries = [];

    private readonly (string Graph, Device Device) _key;
    private readonly Entry _entry;
    private readonly ReaderWriterLockSlim _lifetime = new();
    private bool _disposed;

    private SharedSession((string, Device) key, Entry entry) => (_key, _entry) = (key, entry);

    /// <summary>Names of the graph's inputs, in its order.</summary>
    public IReadOnlyList<string> Inputs => Session.InputNames;

    /// <summary>Types and shapes of the graph's inputs by name.</summary>
    public IReadOnlyDictionary<string, NodeMetadata> InputTypes => Session.InputMetadata;

    /// <summary>Types and shapes of the graph's outputs by name.</summary>
    public IReadOnlyDictionary<string, NodeMetadata> OutputTypes => Session.OutputMetadata;

    internal InferenceSession Session => _entry.Session.Value;

    /// <summary>Gives a handle on the session of a graph, which is created for the first one.</summary>
    /// <param name="graph">Stands for the graph's bytes: graphs of one name are taken to be the same.</param>
    /// <param name="device">Where it runs.</param>
    /// <param name="create">Creates the session.</param>
    public static SharedSession Open(string graph, Device device, Func<InferenceSession> create)
    {
        (string, Device) key = (graph, device);
        Entry? entry;
        lock (Entries)
        {
            if (!Entries.TryGetValue(key, out entry)) Entries[key] = entry = new Entry(new Lazy<InferenceSession>(create));
            entry.Handles++;
        }
        try
        {
            _ = entry.Session.Value;
            return new SharedSession(key, entry);
        }
        catch
        {
            Release(key, entry);
            throw;
        }
    }

    /// <summary>Runs the graph on this thread.</summary>
    /// <exception cref="ObjectDisposedException">The handle was disposed.</exception>
    public void Run(RunOptions options, IReadOnlyCollection<string> inputNames, IReadOnlyCollection<OrtValue> inputs, IReadOnlyCollection<string> outputNames, IReadOnlyCollection<OrtValue> outputs)
    {
        using RunScope caller = EnterRun();
        Session.Run(options, inputNames, inputs, outputNames, outputs);
    }

    /// <summary>Runs the graph on this thread; the results are the caller's to dispose.</summary>
    /// <exception cref="ObjectDisposedException">The handle was disposed.</exception>
    public IDisposableReadOnlyCollection<OrtValue> Run(RunOptions options, IReadOnlyCollection<string> inputNames, IReadOnlyCollection<OrtValue> inputs, IReadOnlyCollection<string> outputNames)
    {
        using RunScope caller = EnterRun();
        return Session.Run(options, inputNames, inputs, outputNames);
    }

    /// <summary>Creates what binds buffers to the graph's inputs and outputs once for many runs; the caller's to dispose, before the handle.</summary>
    /// <exception cref="ObjectDisposedException">The handle was disposed.</exception>
    public OrtIoBinding CreateBinding()
    {
        using RunScope caller = EnterRun();
        return Session.CreateIoBinding();
    }

    /// <summary>Runs the graph on bound buffers; nothing is allocated on the managed heap.</summary>
    /// <exception cref="ObjectDisposedException">The handle was disposed.</exception>
    public void Run(RunOptions options, OrtIoBinding binding)
    {
        using RunScope caller = EnterRun();
        Session.RunWithBinding(options, binding);
    }

    /// <summary>Waits for the runs under way through this handle.</summary>
    public void Dispose()
    {
        _lifetime.EnterWriteLock();
        try
        {
            if (_disposed) return;
            _disposed = true;
        }
        finally
        {
            _lifetime.ExitWriteLock();
        }
        Release(_key, _entry);
    }

    private static void Release((string, Device) key, Entry entry)
    {
        lock (Entries)
        {
            if (--entry.Handles > 0) return;
            Entries.Remove(key);
        }
        if (entry.Session.IsValueCreated) entry.Session.Value.Dispose();
    }

    private RunScope EnterRun()
    {
        RunScope caller = new(_lifetime);
        if (!_disposed) return caller;
        caller.Dispose();
        throw new ObjectDisposedException(nameof(SharedSession));
    }

    private sealed class Entry(Lazy<InferenceSession> session)
    {
        public Lazy<InferenceSession> Session { get; } = session;

        public int Handles { get; set; }
    }

    private readonly ref struct RunScope
    {
        private readonly ReaderWriterLockSlim _lifetime;

        public RunScope(ReaderWriterLockSlim lifetime)
        {
            _lifetime = lifetime;
            lifetime.EnterReadLock();
        }

        public void Dispose() => _lifetime.ExitReadLock();
    }
}
