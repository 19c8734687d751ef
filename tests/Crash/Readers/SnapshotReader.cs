using SearchEngine.Index;

namespace SearchEngine.Crash.Tests.Readers;

/// <summary>Repeatedly takes and checks a snapshot of an index that a writer changes.</summary>
internal sealed class SnapshotReader(SearchIndex index, float wordScore)
{
    private long _generation = -1;

    /// <summary>The number of snapshots taken.</summary>
    public volatile int Snapshots;

    /// <summary>The number of snapshots that differed from the one before.</summary>
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
