using System.Diagnostics;
using SearchEngine.Index;

namespace SearchEngine.Ingestion;

/// <summary>Brings the derived indexes up to the catalog about once a second, and sooner the first time, so that searches soon see what is written.</summary>
internal sealed class CommitTimer(SearchIndex index)
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(100), Interval = TimeSpan.FromSeconds(1);

    private long _last = Stopwatch.GetTimestamp();
    private TimeSpan _due = First;

    public void CommitIfDue()
    {
        if (Stopwatch.GetElapsedTime(_last) < _due) return;
        index.Commit();
        _last = Stopwatch.GetTimestamp();
        _due = Interval;
    }
}
