using System.Diagnostics;
using System.Runtime.CompilerServices;
using SearchEngine.Index;
using SearchEngine.Index.Contracts;
using SearchEngine.Ingestion;
using SearchEngine.Telemetry;

namespace SearchEngine;

/// <content>Bringing the index up to date.</content>
public sealed partial class KnowledgeBase
{
    /// <summary>The time after which encoding yields to files that have changed meanwhile, while watching a folder.</summary>
    private static readonly TimeSpan MaxRoundTime = TimeSpan.FromMilliseconds(300);

    /// <summary>The time after which a watch tries again to write an index that another process is writing.</summary>
    private static readonly TimeSpan LockRetryInterval = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// Brings the index up to date with a folder. Only size and modification time of unchanged files are compared, and unchanged passages
    /// are not encoded again. An empty folder that was never indexed leaves the index as it is.
    /// </summary>
    /// <param name="folder">The folder. Its name becomes the name of the collection.</param>
    /// <param name="progress">Receives progress.</param>
    /// <param name="cancellationToken">Cancels between two documents or passages; what was committed is kept.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="IndexLockedException">Another process is writing the index.</exception>
    public Task<IndexReport> IndexAsync(
        string folder, IProgress<IndexProgress>? progress = null, CancellationToken cancellationToken = default) =>
        IndexAsync(folder, new IndexOptions(), progress, cancellationToken);

    /// <inheritdoc cref="IndexAsync(string, IProgress{IndexProgress}, CancellationToken)"/>
    /// <param name="folder">The folder.</param>
    /// <param name="options">How files are compared, and the name of the collection.</param>
    /// <param name="progress">Receives progress.</param>
    /// <param name="cancellationToken">Cancels between two documents or passages; what was committed is kept.</param>
    /// <exception cref="IndexException">
    /// The name of the collection belongs to another folder, or the folder is empty and <see cref="IndexOptions.AllowEmpty"/> is false.
    /// </exception>
    public async Task<IndexReport> IndexAsync(
        string folder, IndexOptions options, IProgress<IndexProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        string root = GetExistingFolder(folder);
        return await IndexFolderAsync(root, options, progress, shouldYield: null, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Brings a collection up to date with an application's documents. Documents of the collection that <paramref name="documents"/> lacks
    /// are removed.
    /// </summary>
    /// <param name="collection">Name of the collection.</param>
    /// <param name="documents">All documents of the collection; enumerated once.</param>
    /// <param name="progress">Receives progress.</param>
    /// <param name="cancellationToken">Cancels between two documents or passages; what was committed is kept.</param>
    /// <exception cref="IndexLockedException">Another process is writing the index.</exception>
    public Task<IndexReport> IndexAsync(
        string collection,
        IAsyncEnumerable<Document> documents,
        IProgress<IndexProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(collection);
        ArgumentNullException.ThrowIfNull(documents);
        return IndexDocumentsAsync(collection, documents, progress, cancellationToken);
    }

    /// <summary>
    /// Returns what <see cref="IndexAsync(string, IndexOptions, IProgress{IndexProgress}, CancellationToken)"/> would do with each file,
    /// without doing it.
    /// </summary>
    /// <param name="folder">The folder.</param>
    /// <param name="options">How files are compared.</param>
    /// <param name="cancellationToken">Cancels before the folder is read.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public Task<IReadOnlyList<PlannedFile>> PreviewAsync(
        string folder, IndexOptions? options = null, CancellationToken cancellationToken = default)
    {
        string root = GetExistingFolder(folder);
        return ReadAsync(index => _indexer.Preview(index, root, options ?? new IndexOptions()), cancellationToken);
    }

    /// <summary>
    /// Brings the index up to date with a folder now and after every change in it, until it is cancelled. Files that change while passages
    /// are encoded are read first, so that they can soon be found by words. If the folder is removed or emptied, its documents stay and it
    /// is awaited, as is another process that is writing the index.
    /// </summary>
    /// <param name="folder">The folder.</param>
    /// <param name="options">How files are compared, and the name of the collection.</param>
    /// <param name="progress">Receives progress.</param>
    /// <param name="cancellationToken">Ends the watching.</param>
    /// <returns>A report after each update.</returns>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public async IAsyncEnumerable<IndexReport> WatchAsync(
        string folder,
        IndexOptions? options = null,
        IProgress<IndexProgress>? progress = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        string root = GetExistingFolder(folder);
        options ??= new IndexOptions();
        using FolderWatch watch = new(root, _options.IndexPath);
        await foreach (bool _ in watch.ReadChangesAsync(cancellationToken).ConfigureAwait(false))
        {
            if (await TryIndexAsync().ConfigureAwait(false) is { } report) yield return report;
        }

        async Task<IndexReport?> TryIndexAsync()
        {
            while (true)
            {
                long startTimestamp = Stopwatch.GetTimestamp();
                try
                {
                    return await IndexFolderAsync(root, options, progress, ShouldYield, cancellationToken).ConfigureAwait(false);
                }
                catch (IndexLockedException)
                {
                    await Task.Delay(LockRetryInterval, cancellationToken).ConfigureAwait(false);
                }
                catch (Exception e) when (e is EmptiedFolderException || (e is DirectoryNotFoundException && !Directory.Exists(root)))
                {
                    return null;
                }

                bool ShouldYield() => watch.PendingCount > 0 && Stopwatch.GetElapsedTime(startTimestamp) > MaxRoundTime;
            }
        }
    }

    /// <summary>Removes a collection and its embeddings from the index. Its files are not touched.</summary>
    /// <param name="collection">Name of the collection.</param>
    /// <param name="cancellationToken">Cancels before the index is written.</param>
    /// <returns>The number of its documents and skipped files; null if there is no such collection.</returns>
    /// <exception cref="IndexLockedException">Another process is writing the index.</exception>
    public async Task<int?> RemoveAsync(string collection, CancellationToken cancellationToken = default)
    {
        using WriteLease lease = await _writeLock.AcquireAsync(cancellationToken).ConfigureAwait(false);
        return await lease.RunAsync(Remove).ConfigureAwait(false);

        int? Remove() =>
            FindCollectionByName(_index.GetOrOpen(), collection) is null ? null : Remover.RemoveCollection(_options.IndexPath, collection);
    }

    /// <summary>
    /// Removes a document from the index. If its file is still in an indexed folder, the next indexing adds it again.
    /// </summary>
    /// <param name="collection">Name of its collection.</param>
    /// <param name="path">Its path in the collection, with forward slashes.</param>
    /// <param name="cancellationToken">Cancels before the index is written.</param>
    /// <returns>False if there is no such document.</returns>
    /// <exception cref="IndexLockedException">Another process is writing the index.</exception>
    public async Task<bool> RemoveAsync(string collection, string path, CancellationToken cancellationToken = default)
    {
        using WriteLease lease = await _writeLock.AcquireAsync(cancellationToken).ConfigureAwait(false);
        return await lease.RunAsync(Remove).ConfigureAwait(false);

        bool Remove() =>
            FindCollectionByName(_index.GetOrOpen(), collection) is not null
            && Remover.RemoveDocument(_options.IndexPath, collection, path);
    }

    private async Task<IndexReport> IndexFolderAsync(
        string root, IndexOptions options, IProgress<IndexProgress>? progress, Func<bool>? shouldYield, CancellationToken cancellation)
    {
        using Measurement measurement = Measurement.StartIndexing(_options.IndexPath);
        using WriteLease lease = await measurement.WatchAsync(_writeLock.AcquireAsync(cancellation)).ConfigureAwait(false);
        IndexReport report = await measurement.WatchAsync(lease.RunAsync(UpdateAsync)).ConfigureAwait(false);
        measurement.RecordReport(report);
        return report;

        async Task<IndexReport> UpdateAsync(CancellationToken stop)
        {
            SearchIndex? index = _index.GetOrOpen();
            FolderComparison comparison = _indexer.Compare(index, root, options);
            if (_indexer.IsUpToDate(index, comparison, options))
                return new IndexReport(0, comparison.Changes.UnchangedCount, 0, 0, [], 0, TimeSpan.Zero);
            return await _indexer.IndexFolderAsync(comparison, options, index?.Model, progress, shouldYield, stop).ConfigureAwait(false);
        }
    }

    private async Task<IndexReport> IndexDocumentsAsync(
        string collection, IAsyncEnumerable<Document> documents, IProgress<IndexProgress>? progress, CancellationToken cancellation)
    {
        using Measurement measurement = Measurement.StartIndexing(_options.IndexPath);
        using WriteLease lease = await measurement.WatchAsync(_writeLock.AcquireAsync(cancellation)).ConfigureAwait(false);
        IndexReport report = await measurement.WatchAsync(lease.RunAsync(UpdateAsync)).ConfigureAwait(false);
        measurement.RecordReport(report);
        return report;

        Task<IndexReport> UpdateAsync(CancellationToken stop) =>
            _indexer.IndexDocumentsAsync(collection, documents, _index.GetOrOpen()?.Model, progress, stop);
    }

    private static string GetExistingFolder(string folder) =>
        Directory.Exists(folder) ? GetFullPath(folder) : throw new DirectoryNotFoundException($"there is no folder '{folder}'");
}
