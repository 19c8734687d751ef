using SearchEngine.Runtime.Tokenizers;

namespace SearchEngine.Reranker;

/// <summary>A loaded cross-encoder on its device, which decides what pairs are run together. Any number of callers may use it at once; disposal waits for them.</summary>
internal interface ICrossEncoderSession : IDisposable
{
    /// <summary>What kept the model's graph out of the cache, and the way out; null where nothing did.</summary>
    string? CacheNotice { get; }

    /// <summary>How much the device is given at a time.</summary>
    BatchPlan BatchPlan { get; }

    /// <summary>Divides pairs into runs, in their order; together, all of them, once each.</summary>
    IEnumerable<Range> Split(IReadOnlyList<PairWindow> pairs);

    /// <summary>Scores the pairs of one run, on this thread.</summary>
    /// <param name="pairs">A range that <see cref="Split"/> gave.</param>
    /// <param name="scores">Receives a score a pair.</param>
    /// <exception cref="Runtime.Checkpoints.CheckpointException">A result is not a number: the model is damaged.</exception>
    void Score(ReadOnlySpan<PairWindow> pairs, Span<PassageScore> scores);
}
