using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace SearchEngine.Ingestion;

/// <summary>
/// Tells of changes in a folder, many at once as one: it waits until nothing has happened for a moment, but not for long, and holds one mark however much happens. What a watcher of the operating system misses is found
/// by the next look at the folder, as that compares all of it. A folder that goes away is waited for.
/// </summary>
internal sealed class FolderWatch : IDisposable
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(100), Longest = TimeSpan.FromMilliseconds(200), BetweenLooks = TimeSpan.FromSeconds(1);

    private readonly Channel<bool> _marks = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });
    private readonly string _folder, _index;
    private FileSystemWatcher? _watcher, _above;
    private volatile bool _lost = true;

    /// <param name="folder">The folder's full path.</param>
    /// <param name="indexPath">The index may lie within the folder, and writing it is no change of the folder.</param>
    public FolderWatch(string folder, string indexPath) => (_folder, _index) = (folder, Path.TrimEndingDirectorySeparator(Path.GetFullPath(indexPath)));

    /// <summary>How many marks wait: one where something changed since the last was taken.</summary>
    public int Waiting => _marks.Reader.Count;

    /// <summary>Yields once for what is there, then after each time something changed.</summary>
    public async IAsyncEnumerable<bool> ChangesAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        while (true)
        {
            // Watched before it is looked at, so that nothing falls between.
            while (_lost && !TryStart()) await Task.Delay(BetweenLooks, cancellation).ConfigureAwait(false);
            yield return true;
            await _marks.Reader.WaitToReadAsync(cancellation).ConfigureAwait(false);
            using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            patience.CancelAfter(Longest);
            while (_marks.Reader.TryRead(out _) && !patience.IsCancellationRequested) await Task.Delay(Quiet, patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellation.ThrowIfCancellationRequested();
        }
    }

    public void Dispose()
    {
        _watcher?.Dispose();
        _above?.Dispose();
    }

    private bool TryStart()
    {
        Dispose();
        _lost = false;
        try
        {
            WatchAbove();
            _watcher = new FileSystemWatcher(_folder)
            {
                IncludeSubdirectories = true,
                NotifyFilter = NotifyFilters.FileName | NotifyFilters.DirectoryName | NotifyFilters.LastWrite | NotifyFilters.Size,
            };
            Start(_watcher, Mark);
        }
        catch (Exception e) when (e is ArgumentException or FileNotFoundException or DirectoryNotFoundException)
        {
            _lost = true;
        }
        return !_lost;
    }

    /// <summary>A watcher does not tell that its own folder is gone, or that another one took its name; that of the folder above does, where one may watch it.</summary>
    private void WatchAbove()
    {
        if (Path.GetDirectoryName(_folder) is not { } parent) return;
        try
        {
            _above = new FileSystemWatcher(parent, Path.GetFileName(_folder)) { NotifyFilter = NotifyFilters.DirectoryName };
            Start(_above, _ => Lose());
        }
        catch (UnauthorizedAccessException)
        {
            _above?.Dispose();
        }
    }

    private void Start(FileSystemWatcher watcher, Action<string> tell)
    {
        watcher.Created += (_, change) => tell(change.FullPath);
        watcher.Changed += (_, change) => tell(change.FullPath);
        watcher.Deleted += (_, change) => tell(change.FullPath);
        watcher.Renamed += (_, change) => tell(change.FullPath);
        watcher.Error += (_, failure) =>
        {
            // Its queue overflowed: folders that are new may not be watched. Whatever else is wrong would be again.
            if (failure.GetException() is InternalBufferOverflowException) Lose();
            else _marks.Writer.TryWrite(true);
        };
        watcher.EnableRaisingEvents = true;
    }

    private void Mark(string path)
    {
        if (path != _index && !path.StartsWith(_index + Path.DirectorySeparatorChar, StringComparison.Ordinal)) _marks.Writer.TryWrite(true);
    }

    private void Lose()
    {
        _lost = true;
        _marks.Writer.TryWrite(true);
    }
}
