using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SearchEngine.Index.Contracts;
using SearchEngine.Ingestion;

namespace SearchEngine.Hosting;

/// <summary>
/// Brings an engine's folders up to date after the application has started, and watches them if the options say so. Failures are logged,
/// and searches continue with what the index contains.
/// </summary>
internal sealed partial class BackgroundIndexing(KnowledgeBase knowledge, SearchEngineOptions options, ILogger<BackgroundIndexing> log)
    : BackgroundService
{
    // Watching a folder never ends, so folders are watched in parallel, but indexed one after another.
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => options.Watch
        ? Task.WhenAll(options.Folders.Select(folder => WatchAsync(folder, stoppingToken)))
        : IndexAllAsync(stoppingToken);

    private async Task IndexAllAsync(CancellationToken stop)
    {
        foreach (string folder in options.Folders) await RetryAsync(folder, () => IndexAsync(folder, stop), stop).ConfigureAwait(false);
    }

    private async Task IndexAsync(string folder, CancellationToken stop)
    {
        IndexReport report = await knowledge.IndexAsync(folder, cancellationToken: stop).ConfigureAwait(false);
        Log(folder, report);
    }

    private async Task WatchAsync(string folder, CancellationToken stop)
    {
        LogWatching(log, folder);
        await RetryAsync(folder, WatchOnceAsync, stop).ConfigureAwait(false);

        async Task WatchOnceAsync()
        {
            IAsyncEnumerable<IndexReport> reports = knowledge.WatchAsync(folder, cancellationToken: stop);
            await foreach (IndexReport report in reports.ConfigureAwait(false)) Log(folder, report);
        }
    }

    /// <summary>
    /// Retries <paramref name="work"/> while another process is writing the index or the folder is unavailable. Gives up on failures that
    /// would only repeat.
    /// </summary>
    private async Task RetryAsync(string folder, Func<Task> work, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await work().ConfigureAwait(false);
                return;
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (ObjectDisposedException)
            {
                return;
            }
            catch (IndexLockedException e)
            {
                LogLocked(log, folder, options.RetryAfter, e.Message);
            }
            catch (IOException e)
            {
                LogUnavailable(log, folder, options.RetryAfter, e.Message);
            }
            catch (Exception e)
            {
                LogFailed(log, e, folder);
                return;
            }
            await Task.Delay(options.RetryAfter, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Log(string folder, IndexReport report)
    {
        LogIndexed(
            log, folder, report.Indexed, report.Unchanged, report.Removed, report.Skipped, report.Failed.Count, report.Elapsed);
        foreach (FailedDocument failed in report.Failed) LogUnreadable(log, failed.Path, folder, failed.Reason);
        foreach (string notice in knowledge.Notices) LogNotice(log, notice);
    }

    [LoggerMessage(
        1,
        LogLevel.Information,
        "{Folder} is up to date: {Indexed} indexed, {Unchanged} unchanged, {Removed} removed, {Skipped} skipped, {Failed} failed "
        + "in {Elapsed}")]
    private static partial void LogIndexed(
        ILogger log, string folder, int indexed, int unchanged, int removed, int skipped, int failed, TimeSpan elapsed);

    [LoggerMessage(2, LogLevel.Information, "Watching {Folder}")]
    private static partial void LogWatching(ILogger log, string folder);

    [LoggerMessage(3, LogLevel.Warning, "{Path} in {Folder} could not be read: {Reason}")]
    private static partial void LogUnreadable(ILogger log, string path, string folder, string reason);

    [LoggerMessage(4, LogLevel.Warning, "{Folder} cannot be indexed now and is retried in {RetryAfter}: {Reason}")]
    private static partial void LogLocked(ILogger log, string folder, TimeSpan retryAfter, string reason);

    [LoggerMessage(5, LogLevel.Warning, "{Folder} cannot be read now and is retried in {RetryAfter}: {Reason}")]
    private static partial void LogUnavailable(ILogger log, string folder, TimeSpan retryAfter, string reason);

    [LoggerMessage(6, LogLevel.Error, "{Folder} cannot be indexed; searches continue with what the index contains")]
    private static partial void LogFailed(ILogger log, Exception failure, string folder);

    [LoggerMessage(7, LogLevel.Warning, "{Notice}")]
    private static partial void LogNotice(ILogger log, string notice);
}
