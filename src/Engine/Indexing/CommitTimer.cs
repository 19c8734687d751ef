using System.Diagnostics;
using SearchEngine.Index;

namespace SearchEngine.Indexing;

/// <summary>Brings the derived indexes up to the catalog about once a second, so that searches soon see what is written.</summary>
internal sealed class CommitTimer(SearchIndex index)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private long _last = Stopwatch.GetTimestamp();

    public void CommitIfDue()
    {
        if (Stopwatch.GetElapsedTime(_last) < Interval) return;
        index.Commit();
        _last = Stopwatch.GetTimestamp();
    }
}
