namespace SearchEngine.Crash.Tests.Faults;

/// <summary>Where a fault strikes.</summary>
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

/// <summary>What goes wrong.</summary>
public enum Error
{
    InputOutput,
    NoSpace,

    /// <summary>Half of it is written, then the disk is full.</summary>
    ShortWrite,
}

/// <summary>Lets the n-th operation of a kind go wrong, alone or with all that come after it.</summary>
internal sealed class Fault(Store store, Operation operation, Error error, int nth, bool lasting)
{
    private int _seen;

    /// <summary>Whether anything went wrong yet.</summary>
    public bool HasStruck { get; private set; }

    /// <summary>Whether it goes on until it is over.</summary>
    public bool IsLasting => lasting;

    /// <summary>Whether the disk is well again.</summary>
    public bool IsOver { get; set; }

    /// <summary>The error that an operation is to give; null lets it go well.</summary>
    public Error? Strike(Store at, Operation by)
    {
        if (IsOver || at != store || by != operation) return null;
        int seen = Interlocked.Increment(ref _seen);
        if (seen < nth || (seen > nth && !lasting)) return null;
        HasStruck = true;
        return error;
    }

    /// <summary>As <see cref="Strike"/>, for operations that have no half.</summary>
    /// <exception cref="IOException">As the system gives it.</exception>
    public void Throw(Store at, Operation by)
    {
        if (Strike(at, by) is { } wrong) throw Exception(wrong);
    }

    public static IOException Exception(Error error) =>
        error == Error.InputOutput ? new IOException("Input/output error") : new IOException("No space left on device");
}
