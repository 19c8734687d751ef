using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace SearchEngine.Documents.Limits;

/// <summary>Reads documents with a time limit, each on a separate thread, so that none of them can delay the others.</summary>
/// <param name="limit">The maximum time for one document.</param>
internal sealed class TimeLimitedReader(TimeSpan limit) : IDisposable
{
    // A reader that checks its token ends within this time, and its thread can be used again.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    private readonly ConcurrentBag<ReadingThread> _idle = [];

    /// <summary>Runs the reading of one document; may be called from several threads.</summary>
    /// <typeparam name="T">The result of the reading.</typeparam>
    /// <param name="work">Receives a token that is cancelled when the time limit expires.</param>
    /// <param name="cancellation">Cancels the waiting.</param>
    /// <exception cref="UnreadableDocumentException">The time limit was exceeded.</exception>
    public T Run<T>(Func<CancellationToken, T> work, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        stop.CancelAfter(limit);
        T? result = default;
        ExceptionDispatchInfo? error = null;
        void Work()
        {
            try
            {
                result = work(stop.Token);
            }
            catch (Exception e)
            {
                error = ExceptionDispatchInfo.Capture(e);
            }
        }

        if (!_idle.TryTake(out ReadingThread? thread)) thread = new ReadingThread();
        if (!thread.TryRun(Work, limit + Grace, cancellation))
        {
            // The work continues with the token, so its source is not disposed.
            cancellation.ThrowIfCancellationRequested();
            throw TimedOut();
        }
        _idle.Add(thread);
        bool isLate = stop.IsCancellationRequested;
        stop.Dispose();
        if (error?.SourceException is OperationCanceledException && isLate)
        {
            cancellation.ThrowIfCancellationRequested();
            throw TimedOut();
        }
        error?.Throw();
        return result!;
    }

    public void Dispose()
    {
        while (_idle.TryTake(out ReadingThread? thread)) thread.End();
    }

    private UnreadableDocumentException TimedOut() =>
        new(FormattableString.Invariant($"reading it took longer than {limit.TotalSeconds:0.###} s"));
}
