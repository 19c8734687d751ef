namespace SearchEngine.Reranker;

/// <summary>The limits of re-ranking; null means no limit.</summary>
/// <remarks>
/// With <see cref="MaxCandidates"/> alone the results are the same on every machine. With <see cref="MaxMilliseconds"/> they depend on how
/// many passages the machine can score in that time.
/// </remarks>
public readonly record struct RerankBudget
{
    /// <summary>No limit.</summary>
    public static RerankBudget Unlimited => default;

    /// <summary>
    /// The maximum time, measured from the call. A passage is scored only if it is expected to finish in time, except for the first few:
    /// one per core on the CPU, 64 on CUDA, which are a single run.
    /// </summary>
    public double? MaxMilliseconds { get; init; }

    /// <summary>The maximum number of passages to score.</summary>
    public int? MaxCandidates { get; init; }
}
