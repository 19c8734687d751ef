using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace SearchEngine.Documents.Limits;

/// <summary>Reads documents so that none of them can hold up the others: each has a time limit, and a thread of its own while it is read.</summary>
/// <param name="limit">How long a document may take.</param>
internal sealed class TimeLimitedReader(TimeSpan limit) : IDisposable
{
    // A reader that looks at its token ends within this, and its thread is of use again.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    private readonly ConcurrentBag<ReadingThread> _idle = [];

    /// <summary>Does what reading one document takes; called from several threads.</summary>
    /// <typeparam name="T">What is made of the document.</typeparam>
    /// <param name="work">Gets a token that is cancelled when the time is over.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="UnreadableDocumentException">It took too long.</exception>
    public T Run<T>(Func<CancellationToken, T> work, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        stop.CancelAfter(limit);
        T? done = default;
        ExceptionDispatchInfo? fault = null;
        void Work()
        {
            try
            {
                done = work(stop.Token);
            }
            catch (Exception e)
            {
                fault = ExceptionDispatchInfo.Capture(e);
            }
        }

        if (!_idle.TryTake(out ReadingThread? thread)) thread = new ReadingThread();
        if (!thread.TryRun(Work, limit + Grace, cancellation))
        {
            // The work goes on with the token, so that is not disposed of.
            cancellation.ThrowIfCancellationRequested();
            throw TookTooLong();
        }
        _idle.Add(thread);
        bool late = stop.IsCancellationRequested;
        stop.Dispose();
        if (fault?.SourceException is OperationCanceledException && late)
        {
            cancellation.ThrowIfCancellationRequested();
            throw TookTooLong();
        }
        fault?.Throw();
        return done!;
    }

    public void Dispose()
    {
        while (_idle.TryTake(out ReadingThread? thread)) thread.End();
    }

    private UnreadableDocumentException TookTooLong() => new(FormattableString.Invariant($"reading it took longer than {limit.TotalSeconds:0.###} s"));
}
