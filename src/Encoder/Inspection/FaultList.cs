using SearchEngine.Runtime.Checkpoints;

namespace SearchEngine.Encoder.Inspection;

/// <summary>Collects faults without duplicates, so that an inspection can continue after them.</summary>
internal sealed class FaultList
{
    private readonly List<ModelFault> _faults = [];

    public bool IsEmpty => _faults.Count == 0;

    public void Add(CheckpointException e)
    {
        ModelFault fault = new(e.File, e.Part, e.Reason);
        if (!_faults.Contains(fault)) _faults.Add(fault);
    }

    public void AddRange(IEnumerable<CheckpointException> faults)
    {
        foreach (CheckpointException fault in faults) Add(fault);
    }

    /// <summary>Returns the result of <paramref name="read"/>; if it throws, adds the fault and returns the default.</summary>
    public T? Try<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (CheckpointException e)
        {
            Add(e);
            return default;
        }
    }

    public void Try(Action check) => Try<object?>(() =>
    {
        check();
        return null;
    });

    public IReadOnlyList<ModelFault> ToList() => [.. _faults];
}
