using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace SearchEngine.Indexing;

/// <summary>
/// Tells of changes in a folder, many at once as one: it waits until nothing has happened for a moment. What a watcher of the operating system misses is found by the next look at the folder, as that compares all of it.
/// </summary>
internal static class FolderWatch
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(300), Longest = TimeSpan.FromSeconds(3);

    /// <summary>Yields once for what is there, then after each time something changed.</summary>
    public static async IAsyncEnumerable<bool> ChangesAsync(string folder, string indexPath, [EnumeratorCancellation] CancellationToken cancellation)
    {
        Channel<bool> signals = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });
        using FileSystemWatcher watcher = new(folder)
        {
            IncludeSubdirectories = true,
            NotifyFilter = NotifyFilters.FileName | NotifyFilters.DirectoryName | NotifyFilters.LastWrite | NotifyFilters.Size,
        };
        // The index may lie within the folder, and writing it is no change of the folder.
        void Tell(string path)
        {
            if (!path.StartsWith(indexPath, StringComparison.Ordinal)) signals.Writer.TryWrite(true);
        }
        watcher.Created += (_, change) => Tell(change.FullPath);
        watcher.Changed += (_, change) => Tell(change.FullPath);
        watcher.Deleted += (_, change) => Tell(change.FullPath);
        watcher.Renamed += (_, change) => Tell(change.FullPath);
        watcher.Error += (_, _) => signals.Writer.TryWrite(true);
        watcher.EnableRaisingEvents = true;

        // Only now, so that nothing falls between the first look and the watching.
        yield return true;
        while (await signals.Reader.WaitToReadAsync(cancellation).ConfigureAwait(false))
        {
            using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            patience.CancelAfter(Longest);
            while (signals.Reader.TryRead(out _)) await Task.Delay(Quiet, patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellation.ThrowIfCancellationRequested();
            yield return true;
        }
    }
}
