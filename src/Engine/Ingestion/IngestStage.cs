using System.Threading.Channels;
using SearchEngine.Index;

namespace SearchEngine.Ingestion;

/// <summary>
/// Makes documents searchable by words: several are read and cut at once, one thread writes them, and a bounded channel between keeps
/// memory flat. Each document is one transaction; what is committed stays, whenever the run ends.
/// </summary>
internal sealed class IngestStage(SearchIndex index, long collection, int threads)
{
    private const int InFlight = 64;

    /// <summary>Prepares and writes <paramref name="sources"/>.</summary>
    /// <typeparam name="T">What a document is made from.</typeparam>
    /// <param name="sources">What to prepare; enumerated once.</param>
    /// <param name="prepare">Makes the catalog's entry of one source; called from several threads.</param>
    /// <param name="written">Hears of each document once it is committed.</param>
    /// <param name="cancellation">Ends it between two documents.</param>
    public async Task RunAsync<T>(IAsyncEnumerable<T> sources, Func<T, CancellationToken, ValueTask<PreparedFile>> prepare, Action<PreparedFile> written, CancellationToken cancellation)
    {
        Channel<PreparedFile> channel = Channel.CreateBounded<PreparedFile>(new BoundedChannelOptions(InFlight) { SingleReader = true });
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Task reading = ReadAsync(sources, prepare, channel.Writer, stop.Token);
        try
        {
            CommitTimer commits = new(index);
            await foreach (PreparedFile file in channel.Reader.ReadAllAsync(cancellation).ConfigureAwait(false))
            {
                cancellation.ThrowIfCancellationRequested();
                Write(file);
                written(file);
                commits.CommitIfDue();
            }
        }
        finally
        {
            // Whatever ended the writing ends the reading, which is then awaited so that nothing outlives this call.
            await stop.CancelAsync().ConfigureAwait(false);
            await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        index.Commit();
    }

    private async Task ReadAsync<T>(IAsyncEnumerable<T> sources, Func<T, CancellationToken, ValueTask<PreparedFile>> prepare, ChannelWriter<PreparedFile> writer, CancellationToken cancellation)
    {
        try
        {
            ParallelOptions parallel = new() { MaxDegreeOfParallelism = threads, CancellationToken = cancellation };
            await Parallel.ForEachAsync(sources, parallel, async (source, token) =>
                await writer.WriteAsync(await prepare(source, token).ConfigureAwait(false), token).ConfigureAwait(false)).ConfigureAwait(false);
            writer.Complete();
        }
        catch (Exception e)
        {
            // The writing side throws it from its read.
            writer.Complete(e);
        }
    }

    private void Write(PreparedFile file)
    {
        if (file.Entry is { } entry) index.Catalog.PutDocument(collection, entry);
        else index.Catalog.TryTouchDocument(collection, file.Path, file.ModifiedUtc);
    }
}
