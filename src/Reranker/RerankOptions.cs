namespace SearchEngine.Reranker;

/// <summary>How passages are re-ranked.</summary>
public sealed record RerankOptions
{
    /// <summary>What may be spent.</summary>
    public RerankBudget Budget { get; init; } = RerankBudget.Unlimited;
}
