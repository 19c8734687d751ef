using SearchEngine.Runtime.Checkpoints;

namespace SearchEngine.Encoder.Inspection;

/// <summary>Gathers faults, each once, and goes on.</summary>
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

    /// <summary>What <paramref name="read"/> gives, or null, and its fault in the list.</summary>
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
