using SearchEngine.Index.Files;

namespace SearchEngine.Index.Vectors;

/// <summary>A folder of immutable segments and a manifest.</summary>
/// <remarks>Only the process that holds the index's writer lock may call <see cref="Update"/>; calls are made one at a time.</remarks>
internal sealed class SegmentVectorIndex : IVectorIndex
{
    /// <summary>A reader tries so often to open what the manifest names, while a writer merges it away.</summary>
    private const int Attempts = 5;

    private readonly string _folder;
    private readonly IFileOperations _files;
    private VectorManifest _manifest;
    private VectorSnapshot _snapshot;

    /// <summary>Opens what is committed in <paramref name="folder"/>; nothing if there is no such folder.</summary>
    /// <exception cref="DamagedIndexException">The manifest or a segment is damaged or missing.</exception>
    public SegmentVectorIndex(string folder, IFileOperations? files = null)
    {
        _folder = folder;
        _files = files ?? DiskFiles.Instance;
        (_manifest, _snapshot) = Load([]);
    }

    public DerivedStamp Stamp => Volatile.Read(ref _snapshot).Stamp;

    public int Count => Volatile.Read(ref _snapshot).Count;

    public IVectorSnapshot Snapshot() => new HeldVectors(Acquire());

    public void Update(IEnumerable<long> removed, ChunkVectors added, DerivedStamp stamp)
    {
        Directory.CreateDirectory(_folder);
        bool same = _manifest.Stamp.Source == stamp.Source;
        SegmentSet set = new(_files, _folder, _manifest.Next, same ? _snapshot.Segments : []);
        try
        {
            set.Delete(removed);
            if (added.Count > 0) set.Add(added);
            set.Merge();
            VectorManifest manifest = set.Manifest(stamp);
            manifest.Write(_files, _folder);
            _manifest = manifest;
            Publish(new VectorSnapshot(stamp, set.Segments));
        }
        catch
        {
            set.Release();
            throw;
        }
        RemoveStrays();
    }

    public void Refresh()
    {
        if (VectorManifest.Read(_folder).Stamp == _manifest.Stamp) return;
        (_manifest, VectorSnapshot snapshot) = Load(_snapshot.Segments);
        Publish(snapshot);
    }

    public void Dispose() => _snapshot.Release();

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

    /// <summary>Reads the manifest and opens its segments, but for those of <paramref name="known"/>, whose checksums need no second look.</summary>
    private (VectorManifest, VectorSnapshot) Load(IReadOnlyList<LiveSegment> known)
    {
        for (int attempt = 1; ; attempt++)
        {
            VectorManifest manifest = VectorManifest.Read(_folder);
            List<LiveSegment> segments = [];
            try
            {
                foreach ((string name, ulong[]? deleted) in manifest.Segments) segments.Add(new LiveSegment(Open(name, known), deleted));
                return (manifest, new VectorSnapshot(manifest.Stamp, segments));
            }
            catch (Exception e) when (e is DamagedIndexException or IOException)
            {
                foreach (LiveSegment live in segments) live.Segment.Release();
                if (attempt == Attempts || VectorManifest.Read(_folder).Stamp == manifest.Stamp) throw;
            }
        }
    }

    private VectorSegment Open(string name, IReadOnlyList<LiveSegment> known)
    {
        string path = Path.Combine(_folder, name);
        foreach ((VectorSegment segment, _) in known)
        {
            if (segment.Path != path) continue;
            segment.Acquire();
            return segment;
        }
        return VectorSegment.Open(path);
    }

    /// <summary>Deletes what no manifest names: merged segments, and what a killed process left.</summary>
    private void RemoveStrays()
    {
        HashSet<string> named = [VectorManifest.FileName];
        foreach ((string name, _) in _manifest.Segments) named.Add(name);
        foreach (string path in Directory.EnumerateFiles(_folder))
        {
            if (named.Contains(Path.GetFileName(path))) continue;
            try
            {
                _files.Delete(path);
            }
            catch (IOException)
            {
                // A reader on Windows still has it mapped: the next commit tries again.
            }
        }
    }
}
