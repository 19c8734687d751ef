using Lucene.Net.Index;

namespace SearchEngine.Index.Lexical;

/// <summary>
/// Merges segments on a background thread, the smallest first, so that a commit does not wait for a large merge.
/// </summary>
internal sealed class BackgroundMergeScheduler : ConcurrentMergeScheduler
{
    /// <summary>One merge for each level of segment sizes; the writer blocks while more are pending.</summary>
    private const int MaxPendingMerges = 5;

    public BackgroundMergeScheduler() => SetMaxMergesAndThreads(MaxPendingMerges, maxThreadCount: 1);

    /// <summary>
    /// Ignores the error: the segments stay unmerged and a later commit tries again. Lucene would rethrow it when the
    /// writer is closed or rolled back.
    /// </summary>
    protected override void HandleMergeException(Exception exc)
    {
    }
}
