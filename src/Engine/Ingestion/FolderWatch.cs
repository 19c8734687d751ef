using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace SearchEngine.Ingestion;

/// <summary>
/// Signals changes in a folder. Many changes become one signal: it is sent once nothing has happened for a moment, but without waiting for
/// long. Changes that the operating system does not report are found with the next signal, as the whole folder is compared then. If the
/// folder is removed, the watch waits until it exists again.
/// </summary>
internal sealed class FolderWatch : IDisposable
{
    private static readonly TimeSpan QuietTime = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan MaxDelay = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(1);

    private readonly Channel<bool> _signals = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    private readonly string _folder, _index;
    private FileSystemWatcher? _watcher, _parentWatcher;
    private volatile bool _mustRestart = true;

    /// <param name="folder">The full path of the folder.</param>
    /// <param name="indexPath">The index folder. It may be inside the folder, and changes in it are ignored.</param>
    public FolderWatch(string folder, string indexPath) =>
        (_folder, _index) = (folder, Path.TrimEndingDirectorySeparator(Path.GetFullPath(indexPath)));

    /// <summary>The number of pending signals: 1 if something has changed since the last one was taken, otherwise 0.</summary>
    public int PendingCount => _signals.Reader.Count;

    /// <summary>Yields once at the start, and then after each change.</summary>
    public async IAsyncEnumerable<bool> ReadChangesAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        while (true)
        {
            // Watching starts before the folder is compared, so that no change is lost between the two.
            while (_mustRestart && !await Task.Run(TryStart, cancellation).ConfigureAwait(false))
            {
                await Task.Delay(RetryInterval, cancellation).ConfigureAwait(false);
            }
            yield return true;
            await _signals.Reader.WaitToReadAsync(cancellation).ConfigureAwait(false);
            using CancellationTokenSource delay = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            delay.CancelAfter(MaxDelay);
            while (_signals.Reader.TryRead(out _) && !delay.IsCancellationRequested)
            {
                await Task.Delay(QuietTime, delay.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            cancellation.ThrowIfCancellationRequested();
        }
    }

    public void Dispose()
    {
        _watcher?.Dispose();
        _parentWatcher?.Dispose();
    }

    private bool TryStart()
    {
        Dispose();
        _mustRestart = false;
        try
        {
            WatchParent();
            _watcher = new FileSystemWatcher(_folder)
            {
                IncludeSubdirectories = true,
                NotifyFilter = NotifyFilters.FileName | NotifyFilters.DirectoryName | NotifyFilters.LastWrite | NotifyFilters.Size,
            };
            Start(_watcher, SignalChange);
        }
        catch (Exception e) when (e is ArgumentException or FileNotFoundException or DirectoryNotFoundException)
        {
            _mustRestart = true;
        }
        return !_mustRestart;
    }

    /// <summary>
    /// Watches the parent folder, if permitted: a watcher does not report that its own folder was removed, or replaced by another one.
    /// </summary>
    private void WatchParent()
    {
        if (Path.GetDirectoryName(_folder) is not { } parent) return;
        try
        {
            _parentWatcher = new FileSystemWatcher(parent, Path.GetFileName(_folder)) { NotifyFilter = NotifyFilters.DirectoryName };
            Start(_parentWatcher, _ => SignalRestart());
        }
        catch (UnauthorizedAccessException)
        {
            _parentWatcher?.Dispose();
        }
    }

    private void Start(FileSystemWatcher watcher, Action<string> onChange)
    {
        watcher.Created += (_, change) => onChange(change.FullPath);
        watcher.Changed += (_, change) => onChange(change.FullPath);
        watcher.Deleted += (_, change) => onChange(change.FullPath);
        watcher.Renamed += (_, change) => onChange(change.FullPath);
        watcher.Error += (_, failure) =>
        {
            // After a queue overflow, new folders may not be watched. Restarting would not help against any other failure.
            if (failure.GetException() is InternalBufferOverflowException) SignalRestart();
            else _signals.Writer.TryWrite(true);
        };
        watcher.EnableRaisingEvents = true;
    }

    private void SignalChange(string path)
    {
        bool isIndex = path == _index || path.StartsWith(_index + Path.DirectorySeparatorChar, StringComparison.Ordinal);
        if (!isIndex) _signals.Writer.TryWrite(true);
    }

    private void SignalRestart()
    {
        _mustRestart = true;
        _signals.Writer.TryWrite(true);
    }
}
