using SearchEngine.Index;

namespace SearchEngine.Crash.Tests.Readers;

/// <summary>Takes snapshots of an index that another changes, one after the other, and checks each.</summary>
internal sealed class SnapshotReader(SearchIndex index, float wordScore)
{
    private long _generation = -1;

    /// <summary>How many snapshots it has seen.</summary>
    public volatile int Snapshots;

    /// <summary>How many of them were of another state than the one before.</summary>
    public volatile int States;

    public void Read()
    {
        index.Refresh();
        using IndexSnapshot snapshot = index.Snapshot();
        Editions.Check(snapshot, wordScore);
        Assert.True(snapshot.Generation >= _generation, $"generation {snapshot.Generation} was seen after {_generation}");
        if (snapshot.Generation > _generation) States++;
        _generation = snapshot.Generation;
        Snapshots++;
    }
}
