namespace SearchEngine.Reranker;

/// <summary>How much a device is given at a time, where what re-ranking may take is limited.</summary>
/// <param name="ConcurrentRuns">Runs side by side.</param>
/// <param name="PassagesPerBatch">Passages between two looks at the clock.</param>
/// <param name="GuaranteedPassages">Passages that are scored whatever they take: what costs hardly more than one.</param>
internal readonly record struct BatchPlan(int ConcurrentRuns, int PassagesPerBatch, int GuaranteedPassages);
