namespace SearchEngine.Crash.Tests.Faults;

/// <summary>The store whose file operations fail.</summary>
public enum Store
{
    Catalog,
    Lexical,
    Vectors,
}

/// <summary>A kind of file operation.</summary>
public enum Operation
{
    Create,
    Read,
    Write,
    Flush,
    Truncate,
    Map,
    Move,
    FlushFolder,
    Delete,
}

/// <summary>How an operation fails.</summary>
public enum Error
{
    InputOutput,
    NoSpace,

    /// <summary>Half of the bytes are written, then the disk is full.</summary>
    ShortWrite,
}

/// <summary>Makes the n-th operation of a kind fail, alone or together with all later ones.</summary>
internal sealed class Fault(Store store, Operation operation, Error error, int nth, bool persistent)
{
    private int _count;

    /// <summary>Whether an operation has failed.</summary>
    public bool HasStruck { get; private set; }

    /// <summary>Whether operations keep failing until <see cref="IsOver"/> is set.</summary>
    public bool IsPersistent => persistent;

    /// <summary>Whether the disk works again.</summary>
    public bool IsOver { get; set; }

    /// <summary>Returns how an operation fails, or null if it succeeds.</summary>
    public Error? Strike(Store currentStore, Operation currentOperation)
    {
        if (IsOver || currentStore != store || currentOperation != operation) return null;
        int count = Interlocked.Increment(ref _count);
        if (count < nth || (count > nth && !persistent)) return null;
        HasStruck = true;
        return error;
    }

    /// <summary>Throws if the operation fails: for operations that cannot be half done.</summary>
    /// <exception cref="IOException">The operation fails.</exception>
    public void ThrowIfStruck(Store currentStore, Operation currentOperation)
    {
        if (Strike(currentStore, currentOperation) is { } failure) throw CreateException(failure);
    }

    public static IOException CreateException(Error error) =>
        error == Error.InputOutput ? new IOException("Input/output error") : new IOException("No space left on device");
}
