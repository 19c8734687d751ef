using SearchEngine.Index.Contracts;
using SearchEngine.Index.Files;

namespace SearchEngine.Index.Vectors;

/// <summary>A vector index in a folder of immutable segments and a manifest.</summary>
/// <remarks>
/// Only the process that holds the index's writer lock may call <see cref="Update"/>. An update starts background merges, which
/// run concurrently with later updates; both commit one at a time.
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

    /// <summary>Opens the last commit in <paramref name="folder"/>, or an empty index if the folder does not exist.</summary>
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

    /// <summary>Completes when there is nothing left to merge or merging failed.</summary>
    internal Task MergeTask { get; private set; } = Task.CompletedTask;

    public VectorSnapshotLease Snapshot() => new(Acquire());

    /// <inheritdoc/>
    /// <exception cref="DamagedIndexException">This update or an earlier merge found a damaged segment.</exception>
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
                if (added.Count > 0) set.Add(new LiveSegment(WriteSegment(added), null));
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

    /// <summary>Waits for a running merge: if every process left it to the next one, it would never complete.</summary>
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

    private VectorSegment WriteSegment(ChunkVectors vectors) =>
        SegmentWriter.Write(_folder.Files, _folder.CreateSegmentPath(_nextSegmentNumber++), vectors);

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

            // After an I/O error, such as a full disk, the segments stay unmerged and the next update tries again. Other errors, above
            // all damage, fail the task.
            if (e is not (IOException or UnauthorizedAccessException)) throw;
        }
    }

    private SegmentMerge? BeginMerge()
    {
        lock (_commitLock)
        {
            _merge = null;
            _isMerging = false;
            if (_isDisposed) return null;
            IReadOnlyList<LiveSegment> segments = _snapshot.Segments;
            (int, int)[] sizes = [.. segments.Select(live => (live.LiveCount, live.Segment.Layout.Count))];
            IReadOnlyList<int> selected = MergePolicy.SelectSegments(sizes);
            if (selected.Count == 0) return null;
            _isMerging = true;
            _merge = new SegmentMerge([.. selected.Select(i => segments[i])], _folder.CreateSegmentPath(_nextSegmentNumber++));
            return _merge;
        }
    }

    private void EndMerge(SegmentMerge merge)
    {
        lock (_commitLock)
        {
            _merge = null;

            // An update may have emptied the index since the merge began.
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
