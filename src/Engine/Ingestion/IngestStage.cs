using System.Threading.Channels;
using SearchEngine.Index;

namespace SearchEngine.Ingestion;

/// <summary>
/// Makes documents searchable by words: several threads read and chunk them, one writes them, and a bounded channel between them keeps
/// memory flat. Each document is one transaction, so whatever was written stays when the run ends early.
/// </summary>
internal sealed class IngestStage(SearchIndex index, long collection, int threads)
{
    private const int MaxInFlight = 64;

    /// <summary>Loads and writes documents.</summary>
    /// <typeparam name="T">The type of a source.</typeparam>
    /// <param name="sources">The sources; enumerated once.</param>
    /// <param name="load">Loads one source; called from several threads.</param>
    /// <param name="onWritten">Called for each document after it is committed.</param>
    /// <param name="cancellation">Cancels between two documents.</param>
    public async Task RunAsync<T>(
        IAsyncEnumerable<T> sources,
        Func<T, CancellationToken, ValueTask<LoadedDocument>> load,
        Action<LoadedDocument> onWritten,
        CancellationToken cancellation)
    {
        Channel<LoadedDocument> channel =
            Channel.CreateBounded<LoadedDocument>(new BoundedChannelOptions(MaxInFlight) { SingleReader = true });
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Task loading = LoadAllAsync(sources, load, channel.Writer, stop.Token);
        try
        {
            CommitTimer commits = new(index);
            await foreach (LoadedDocument document in channel.Reader.ReadAllAsync(cancellation).ConfigureAwait(false))
            {
                cancellation.ThrowIfCancellationRequested();
                Write(document);
                onWritten(document);
                commits.CommitIfDue();
            }
        }
        finally
        {
            // Stopping the writer also stops the loaders, which are awaited so that nothing outlives this call.
            await stop.CancelAsync().ConfigureAwait(false);
            await loading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        index.Commit();
    }

    private async Task LoadAllAsync<T>(
        IAsyncEnumerable<T> sources,
        Func<T, CancellationToken, ValueTask<LoadedDocument>> load,
        ChannelWriter<LoadedDocument> writer,
        CancellationToken cancellation)
    {
        try
        {
            ParallelOptions parallel = new() { MaxDegreeOfParallelism = threads, CancellationToken = cancellation };
            await Parallel.ForEachAsync(sources, parallel, async (source, token) =>
            {
                LoadedDocument document = await load(source, token).ConfigureAwait(false);
                await writer.WriteAsync(document, token).ConfigureAwait(false);
            }).ConfigureAwait(false);
            writer.Complete();
        }
        catch (Exception e)
        {
            // Reading from the channel throws it in the writing loop.
            writer.Complete(e);
        }
    }

    private void Write(LoadedDocument document)
    {
        if (document.Entry is { } entry) index.Catalog.PutDocument(collection, entry);
        else index.Catalog.TryTouchDocument(collection, document.Path, document.ModifiedUtc);
    }
}
