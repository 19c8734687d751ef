using SearchEngine.Runtime.Tokenizers;

namespace SearchEngine.Reranker;

/// <summary>
/// A loaded cross-encoder on its device, which decides which pairs run together. Safe for concurrent use; disposal waits for the runs in
/// progress.
/// </summary>
internal interface ICrossEncoderSession : IDisposable
{
    /// <summary>Why the graph could not be cached, and what to do about it; null if it was.</summary>
    string? CacheNotice { get; }

    /// <summary>How passages are processed under a time limit.</summary>
    BatchPlan BatchPlan { get; }

    /// <summary>Divides pairs into consecutive runs.</summary>
    IEnumerable<Range> Split(IReadOnlyList<PairWindow> pairs);

    /// <summary>Scores the pairs of one run on the calling thread.</summary>
    /// <param name="pairs">The pairs of a range returned by <see cref="Split"/>.</param>
    /// <param name="scores">Receives a score for each pair.</param>
    /// <exception cref="Runtime.Checkpoints.CheckpointException">A result is not a number, because the model is damaged.</exception>
    void Score(ReadOnlySpan<PairWindow> pairs, Span<PassageScore> scores);
}
