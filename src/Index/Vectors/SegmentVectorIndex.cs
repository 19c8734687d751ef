using SearchEngine.Index.Contracts;
using SearchEngine.Index.Files;

namespace SearchEngine.Index.Vectors;

/// <summary>A folder of immutable segments and a manifest.</summary>
/// <remarks>
/// Only the process that holds the index's writer lock may call <see cref="Update"/>. After it segments are merged in the background, beside later updates; both commit one at a time.
/// </remarks>
internal sealed class SegmentVectorIndex : IVectorIndex
{
    private readonly SegmentFolder _folder;
    private readonly Lock _commitLock = new();
    private VectorManifest _manifest;
    private VectorSnapshot _snapshot;
    private SegmentMerge? _merge;
    private long _nextSegmentNumber;
    private bool _isMerging, _isDisposed;

    /// <summary>Opens what is committed in <paramref name="folder"/>; nothing if there is no such folder.</summary>
    /// <exception cref="DamagedIndexException">The manifest or a segment is damaged or missing.</exception>
    public SegmentVectorIndex(string folder, IFileOperations? files = null)
    {
        _folder = new SegmentFolder(folder, files ?? DiskFiles.Instance);
        (_manifest, _snapshot) = _folder.Load([]);
        _nextSegmentNumber = _manifest.NextSegmentNumber;
    }

    /// <summary>Returns the source that the stamp names: the catalog and the model.</summary>
    public static string GetSource(string catalog, string? model) => $"{catalog}/{model}";

    public DerivedStamp Stamp => Volatile.Read(ref _snapshot).Stamp;

    public int Count => Volatile.Read(ref _snapshot).Count;

    /// <summary>Ends when there is nothing left to merge, or merging failed.</summary>
    internal Task MergeTask { get; private set; } = Task.CompletedTask;

    public IVectorSnapshot Snapshot() => new VectorSnapshotLease(Acquire());

    /// <inheritdoc/>
    /// <exception cref="DamagedIndexException">A segment is damaged, as this or a merge has found.</exception>
    public void Update(IEnumerable<long> removed, ChunkVectors added, DerivedStamp stamp)
    {
        lock (_commitLock)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            if (MergeTask.IsFaulted) MergeTask.GetAwaiter().GetResult();
            _folder.Create();
            Commit(stamp, _manifest.Stamp.Source == stamp.Source ? _snapshot.Segments : [], set =>
            {
                set.Delete(removed);
                if (added.Count > 0) set.Add(new LiveSegment(SegmentWriter.Write(_folder.Files, _folder.CreateSegmentPath(_nextSegmentNumber++), added), null));
            });
            if (_isMerging) return;
            _isMerging = true;
            MergeTask = Task.Factory.StartNew(RunMerges, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
    }

    public void Refresh()
    {
        if (_folder.ReadManifest().Checksum == _manifest.Checksum) return;
        (_manifest, VectorSnapshot snapshot) = _folder.Load(_snapshot.Segments);
        Publish(snapshot);
    }

    /// <summary>Waits for the merge that runs: were it left to the next process, and by that to the next, it would never be done.</summary>
    public void Dispose()
    {
        lock (_commitLock)
        {
            if (_isDisposed) return;
            _isDisposed = true;
        }
        Task.WaitAny(MergeTask);
        _snapshot.Release();
    }

    private void RunMerges()
    {
        try
        {
            while (BeginMerge() is { } merge)
            {
                using (merge)
                {
                    merge.Write(_folder.Files);
                    EndMerge(merge);
                }
            }
        }
        catch (Exception e)
        {
            lock (_commitLock)
            {
                (_merge, _isMerging) = (null, false);
            }

            // On a full disk and the like the segments stay as they are, and the next update tries again. All else, damage above all, it throws.
            if (e is not (IOException or UnauthorizedAccessException)) throw;
        }
    }

    private SegmentMerge? BeginMerge()
    {
        lock (_commitLock)
        {
            IReadOnlyList<LiveSegment> segments = _snapshot.Segments;
            IReadOnlyList<int> chosen = _isDisposed ? [] : MergePolicy.SelectSegments([.. segments.Select(live => (live.LiveCount, live.Segment.Layout.Count))]);
            _isMerging = chosen.Count > 0;
            return _merge = _isMerging ? new SegmentMerge([.. chosen.Select(i => segments[i])], _folder.CreateSegmentPath(_nextSegmentNumber++)) : null;
        }
    }

    private void EndMerge(SegmentMerge merge)
    {
        lock (_commitLock)
        {
            _merge = null;

            // The index may have started from nothing meanwhile.
            if (merge.HasAllSourcesIn(_snapshot.Segments)) Commit(_snapshot.Stamp, _snapshot.Segments, merge.ReplaceSources);
        }
    }

    private void Commit(DerivedStamp stamp, IReadOnlyList<LiveSegment> before, Action<SegmentSet> change)
    {
        SegmentSet set = new(before);
        try
        {
            change(set);
            _manifest = _folder.Commit(set.CreateManifest(stamp, _nextSegmentNumber), _merge?.Path);
        }
        catch
        {
            set.Release();
            throw;
        }
        Publish(new VectorSnapshot(stamp, set.Segments));
    }

    private VectorSnapshot Acquire()
    {
        while (true)
        {
            VectorSnapshot snapshot = Volatile.Read(ref _snapshot);
            if (snapshot.TryAcquire()) return snapshot;
            ObjectDisposedException.ThrowIf(snapshot == Volatile.Read(ref _snapshot), this);
        }
    }

    private void Publish(VectorSnapshot snapshot) => Interlocked.Exchange(ref _snapshot, snapshot).Release();
}
