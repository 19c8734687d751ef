using System.Diagnostics;
using SearchEngine.Index;

namespace SearchEngine.Ingestion;

/// <summary>
/// Commits about once a second, and sooner the first time, so that searches see documents while indexing is still running.
/// </summary>
internal sealed class CommitTimer(SearchIndex index)
{
    private static readonly TimeSpan FirstInterval = TimeSpan.FromMilliseconds(100), Interval = TimeSpan.FromSeconds(1);

    private long _lastCommit = Stopwatch.GetTimestamp();
    private TimeSpan _interval = FirstInterval;

    public void CommitIfDue()
    {
        if (Stopwatch.GetElapsedTime(_lastCommit) < _interval) return;
        index.Commit();
        _lastCommit = Stopwatch.GetTimestamp();
        _interval = Interval;
    }
}
