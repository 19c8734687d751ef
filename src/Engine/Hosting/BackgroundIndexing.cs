using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SearchEngine.Index.Contracts;
using SearchEngine.Ingestion;

namespace SearchEngine.Hosting;

/// <summary>Brings an engine's folders up to date once the application has started, and goes on watching them where that is wanted. What fails is logged and searching goes on with what there is.</summary>
internal sealed partial class BackgroundIndexing(KnowledgeBase knowledge, SearchEngineOptions options, ILogger<BackgroundIndexing> log) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        // One folder after another where that is all; each on its own where they are watched, as a watch has no end.
        options.Watch ? Task.WhenAll(options.Folders.Select(folder => WatchAsync(folder, stoppingToken))) : IndexAllAsync(stoppingToken);

    private async Task IndexAllAsync(CancellationToken stop)
    {
        foreach (string folder in options.Folders)
            await UntilDoneAsync(folder, async () => Report(folder, await knowledge.IndexAsync(folder, cancellationToken: stop).ConfigureAwait(false)), stop).ConfigureAwait(false);
    }

    private async Task WatchAsync(string folder, CancellationToken stop)
    {
        // Watching begins on the caller's thread, which has an application to start.
        await Task.Yield();
        LogWatching(log, folder);
        await UntilDoneAsync(folder, WatchOnceAsync, stop).ConfigureAwait(false);

        async Task WatchOnceAsync()
        {
            await foreach (IndexReport report in knowledge.WatchAsync(folder, cancellationToken: stop).ConfigureAwait(false)) Report(folder, report);
        }
    }

    /// <summary>Tries again where another process has the index, or the folder is not there for now; gives up where trying again would change nothing.</summary>
    private async Task UntilDoneAsync(string folder, Func<Task> work, CancellationToken stop)
    {
        while (true)
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
            try
            {
                await Task.Delay(options.RetryAfter, stop).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private void Report(string folder, IndexReport report)
    {
        LogIndexed(log, folder, report.Indexed, report.Unchanged, report.Removed, report.Skipped, report.Failed.Count, report.Elapsed);
        foreach (FailedDocument failed in report.Failed) LogUnreadable(log, failed.Path, folder, failed.Reason);
        foreach (string notice in knowledge.Notices) LogNotice(log, notice);
    }

    [LoggerMessage(1, LogLevel.Information, "{Folder} is up to date: {Indexed} indexed, {Unchanged} unchanged, {Removed} removed, {Skipped} skipped, {Failed} failed in {Elapsed}")]
    private static partial void LogIndexed(ILogger log, string folder, int indexed, int unchanged, int removed, int skipped, int failed, TimeSpan elapsed);

    [LoggerMessage(2, LogLevel.Information, "Watching {Folder}")]
    private static partial void LogWatching(ILogger log, string folder);

    [LoggerMessage(3, LogLevel.Warning, "{Path} in {Folder} could not be read: {Reason}")]
    private static partial void LogUnreadable(ILogger log, string path, string folder, string reason);

    [LoggerMessage(4, LogLevel.Warning, "{Folder} waits to be indexed and is tried again in {RetryAfter}: {Reason}")]
    private static partial void LogLocked(ILogger log, string folder, TimeSpan retryAfter, string reason);

    [LoggerMessage(5, LogLevel.Warning, "{Folder} cannot be read now and is tried again in {RetryAfter}: {Reason}")]
    private static partial void LogUnavailable(ILogger log, string folder, TimeSpan retryAfter, string reason);

    [LoggerMessage(6, LogLevel.Error, "{Folder} cannot be indexed; searches go on with what the index holds")]
    private static partial void LogFailed(ILogger log, Exception failure, string folder);

    [LoggerMessage(7, LogLevel.Warning, "{Notice}")]
    private static partial void LogNotice(ILogger log, string notice);
}
