using Lucene.Net.Index;

namespace SearchEngine.Index.Lexical;

/// <summary>Merges beside the writer, the smallest first, so that a commit does not wait for a large one.</summary>
internal sealed class BackgroundMergeScheduler : ConcurrentMergeScheduler
{
    /// <summary>Each level of sizes may have a merge that waits for smaller ones; with one more, the writer waits.</summary>
    private const int MaxPendingMerges = 5;

    public BackgroundMergeScheduler() => SetMaxMergesAndThreads(MaxPendingMerges, maxThreadCount: 1);

    /// <summary>What could not be merged stays as it was, and is tried again after a later commit. Lucene would throw it at whoever closes the writer or rolls back.</summary>
    protected override void HandleMergeException(Exception exc)
    {
    }
}
