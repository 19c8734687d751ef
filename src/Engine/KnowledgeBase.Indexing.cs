using System.Diagnostics;
using System.Runtime.CompilerServices;
using SearchEngine.Index.Contracts;
using SearchEngine.Ingestion;
using SearchEngine.Telemetry;

namespace SearchEngine;

/// <content>Bringing the index up to date.</content>
public sealed partial class KnowledgeBase
{
    /// <summary>How long a watch goes on encoding before it turns to what changed meanwhile.</summary>
    private static readonly TimeSpan LongestRound = TimeSpan.FromMilliseconds(300);

    /// <summary>
    /// Brings the index up to date with a folder. Unchanged files cost a look at their size and time; unchanged passages are not encoded again.
    /// An empty folder that was never indexed leaves the index as it was.
    /// </summary>
    /// <param name="folder">The folder; its name becomes the collection's.</param>
    /// <param name="progress">Hears how far it is.</param>
    /// <param name="cancellationToken">Ends it between two documents or passages; what was committed stays.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="IndexLockedException">Another process writes the index.</exception>
    public Task<IndexReport> IndexAsync(string folder, IProgress<IndexProgress>? progress = null, CancellationToken cancellationToken = default) =>
        IndexAsync(folder, new IndexOptions(), progress, cancellationToken);

    /// <inheritdoc cref="IndexAsync(string, IProgress{IndexProgress}, CancellationToken)"/>
    /// <param name="folder">The folder.</param>
    /// <param name="options">How files are compared, and the collection's name.</param>
    /// <param name="progress">Hears how far it is.</param>
    /// <param name="cancellationToken">Ends it between two documents or passages; what was committed stays.</param>
    /// <exception cref="IndexException">The collection's name is that of another folder.</exception>
    public async Task<IndexReport> IndexAsync(
        string folder, IndexOptions options, IProgress<IndexProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        string root = Existing(folder);
        return await IndexAsync(stop => IndexFolderAsync(root, options, progress, null, stop), cancellationToken).ConfigureAwait(false);
    }

    private async Task<IndexReport> IndexAsync(Func<CancellationToken, Task<IndexReport>> work, CancellationToken cancellation)
    {
        using Measurement measurement = Measurement.Indexing(_options.IndexPath);
        IndexReport report = await measurement.WatchAsync(WriteAsync(work, cancellation)).ConfigureAwait(false);
        measurement.Indexed(report);
        return report;
    }

    private async Task<IndexReport> IndexFolderAsync(string root, IndexOptions options, IProgress<IndexProgress>? progress, Func<bool>? givesWay, CancellationToken cancellation)
    {
        if (_reader.GetOrOpen() is { } index)
        {
            (bool upToDate, int unchanged) = _indexer.Compare(index, root, options);
            if (upToDate) return NothingToDo(unchanged);
        }
        if (_indexer.IsEmpty(root) && FindCollection(root) is null) return NothingToDo(unchanged: 0);
        return await _indexer.IndexFolderAsync(root, options, _reader.GetOrOpen()?.Model, progress, givesWay, cancellation).ConfigureAwait(false);
    }

    /// <summary>Brings a collection up to date with a program's own documents; those it had and <paramref name="documents"/> lacks are removed.</summary>
    /// <param name="collection">Name of the collection.</param>
    /// <param name="documents">All of its documents; enumerated once.</param>
    /// <param name="progress">Hears how far it is.</param>
    /// <param name="cancellationToken">Ends it between two documents or passages; what was committed stays.</param>
    /// <exception cref="IndexLockedException">Another process writes the index.</exception>
    public Task<IndexReport> IndexAsync(
        string collection, IAsyncEnumerable<Document> documents, IProgress<IndexProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(collection);
        ArgumentNullException.ThrowIfNull(documents);
        return IndexAsync(stop => _indexer.IndexDocumentsAsync(collection, documents, _reader.GetOrOpen()?.Model, progress, stop), cancellationToken);
    }

    /// <summary>Says what <see cref="IndexAsync(string, IndexOptions, IProgress{IndexProgress}, CancellationToken)"/> would do with each file, and does nothing.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="options">How files are compared.</param>
    /// <param name="cancellationToken">Ends it before it begins.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public Task<IReadOnlyList<PlannedFile>> PreviewAsync(string folder, IndexOptions? options = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(_indexer.Preview(_reader.GetOrOpen(), Existing(folder), options ?? new IndexOptions()));
    }

    /// <summary>
    /// Brings the index up to date with a folder now and whenever something in it changes, until it is cancelled. Words come first: while passages are encoded, what changes meanwhile is not kept waiting. A folder that goes
    /// away is waited for, and its documents stay.
    /// </summary>
    /// <param name="folder">The folder.</param>
    /// <param name="options">How files are compared, and the collection's name.</param>
    /// <param name="progress">Hears how far it is.</param>
    /// <param name="cancellationToken">Ends the watching.</param>
    /// <returns>A report after each update.</returns>
    /// <exception cref="DirectoryNotFoundException">There is no such folder to begin with.</exception>
    public async IAsyncEnumerable<IndexReport> WatchAsync(
        string folder, IndexOptions? options = null, IProgress<IndexProgress>? progress = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        string root = Existing(folder);
        using FolderWatch watch = new(root, _options.IndexPath);
        await foreach (bool _ in watch.ChangesAsync(cancellationToken).ConfigureAwait(false))
        {
            if (await IndexWhileThereAsync().ConfigureAwait(false) is { } report) yield return report;
        }

        async Task<IndexReport?> IndexWhileThereAsync()
        {
            long begun = Stopwatch.GetTimestamp();
            try
            {
                return await IndexAsync(stop => IndexFolderAsync(root, options ?? new IndexOptions(), progress, GivesWay, stop), cancellationToken).ConfigureAwait(false);
            }
            catch (DirectoryNotFoundException) when (!Directory.Exists(root))
            {
                return null;
            }

            bool GivesWay() => watch.Waiting > 0 && Stopwatch.GetElapsedTime(begun) > LongestRound;
        }
    }

    /// <summary>Takes a collection out of the index with all that was made of it, embeddings included. Its files are left alone.</summary>
    /// <param name="collection">Name of the collection.</param>
    /// <param name="cancellationToken">Ends it before it begins.</param>
    /// <returns>How many documents and other files it knew; null where there is no such collection.</returns>
    /// <exception cref="IndexLockedException">Another process writes the index.</exception>
    public Task<int?> RemoveAsync(string collection, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return WriteAsync(_ => Task.FromResult(HasCollection(collection) ? Remover.RemoveCollection(_options.IndexPath, collection) : null), cancellationToken);
    }

    /// <summary>Takes a document out of the index. Where its file is still in an indexed folder, the next indexing brings it back.</summary>
    /// <param name="collection">Name of its collection.</param>
    /// <param name="path">Its path in the collection, with forward slashes.</param>
    /// <param name="cancellationToken">Ends it before it begins.</param>
    /// <returns>False if there is no such document.</returns>
    /// <exception cref="IndexLockedException">Another process writes the index.</exception>
    public Task<bool> RemoveAsync(string collection, string path, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return WriteAsync(_ => Task.FromResult(HasCollection(collection) && Remover.RemoveDocument(_options.IndexPath, collection, path)), cancellationToken);
    }

    /// <summary>Changes the index, one call after another: one process has one writer.</summary>
    private async Task<T> WriteAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellation)
    {
        using CallTracker.Call call = _calls.Enter();
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _calls.Closing);
        await _writing.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            stop.Token.ThrowIfCancellationRequested();
            return await work(stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_calls.Closing.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw new ObjectDisposedException(nameof(KnowledgeBase), "The knowledge base was disposed of while its index was being written; what was committed stays.");
        }
        finally
        {
            _writing.Release();
        }
    }

    private static IndexReport NothingToDo(int unchanged) => new(0, unchanged, 0, 0, [], 0, TimeSpan.Zero);

    private static string Existing(string folder) =>
        Directory.Exists(folder) ? FullPath(folder) : throw new DirectoryNotFoundException($"there is no folder '{folder}'");
}
