using SearchEngine.Index.Contracts;
using SearchEngine.Index.Vectors;

namespace SearchEngine.Index.Tests;

/// <summary>A vector index that calls back at chosen moments.</summary>
internal sealed class StagedVectors(IVectorIndex index) : IVectorIndex
{
    private DerivedStamp _stamp = index.Stamp;

    /// <summary>Whether the stamp stays that of before the last update.</summary>
    public bool KeepsStamp { get; init; }

    public Action BeforeRefresh { get; init; } = () => { };

    public Action AfterRefresh { get; init; } = () => { };

    public Action BeforeUpdate { get; init; } = () => { };

    public DerivedStamp Stamp => KeepsStamp ? _stamp : index.Stamp;

    public int Count => index.Count;

    public VectorSnapshotLease Snapshot() => index.Snapshot();

    public void Update(IEnumerable<long> removed, ChunkVectors added, DerivedStamp stamp)
    {
        _stamp = index.Stamp;
        BeforeUpdate();
        index.Update(removed, added, stamp);
    }

    public void Refresh()
    {
        BeforeRefresh();
        index.Refresh();
        AfterRefresh();
    }

    public void Dispose() => index.Dispose();
}
