namespace SearchEngine.Reranker;

/// <summary>How a device processes passages under a time limit.</summary>
/// <param name="ConcurrentRuns">The number of parallel runs.</param>
/// <param name="PassagesPerBatch">The number of passages between two checks of the clock.</param>
/// <param name="GuaranteedPassages">The number of passages that are always scored, because they take hardly more time than one.</param>
internal readonly record struct BatchPlan(int ConcurrentRuns, int PassagesPerBatch, int GuaranteedPassages);
