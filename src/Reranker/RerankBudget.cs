namespace SearchEngine.Reranker;

/// <summary>What re-ranking may spend; a limit that is null is none.</summary>
/// <remarks>With a limit in candidates alone the results are the same on every machine and every day; a limit in milliseconds scores as many as this machine does in that time.</remarks>
public readonly record struct RerankBudget
{
    /// <summary>No limit.</summary>
    public static RerankBudget Unlimited => default;

    /// <summary>Time from the call on. A passage is begun only where it is expected to end in time, but for the first few: one for each core, or on CUDA 64, which are one run.</summary>
    public double? MaxMilliseconds { get; init; }

    /// <summary>Passages to score, at most.</summary>
    public int? MaxCandidates { get; init; }
}
