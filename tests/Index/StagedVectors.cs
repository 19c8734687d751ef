using SearchEngine.Index.Contracts;
using SearchEngine.Index.Vectors;

namespace SearchEngine.Index.Tests;

/// <summary>A vector index with something happening at a chosen moment.</summary>
internal sealed class StagedVectors(IVectorIndex index) : IVectorIndex
{
    private DerivedStamp _stamp = index.Stamp;

    /// <summary>Whether it goes on naming the stamp of before an update.</summary>
    public bool KeepsStamp { get; init; }

    public Action BeforeRefresh { get; init; } = () => { };

    public Action BeforeUpdate { get; init; } = () => { };

    public DerivedStamp Stamp => KeepsStamp ? _stamp : index.Stamp;

    public int Count => index.Count;

    public IVectorSnapshot Snapshot() => index.Snapshot();

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
    }

    public void Dispose() => index.Dispose();
}
