using SearchEngine.Index.Filters;

namespace SearchEngine.Index.Tests.Filters;

public sealed class DocumentSetTests
{
    [Fact]
    public void Runs_Ids_AreStretchesOfNeighbours() => Assert.Equal(
        [new DocumentRun(1, 3, true), new DocumentRun(60, 70, false), new DocumentRun(1000, 1000, true)],
        DocumentSet.Of([3, 2, 1, 1, 60, 64, 70, 1000]).Runs());

    [Fact]
    public void Runs_Empty_AreNone() => Assert.Empty(new DocumentSet().Runs());

    [Fact]
    public void KeepAndRemove_SetsOfOtherLengths_AreIntersectionAndDifference()
    {
        DocumentSet kept = DocumentSet.Of([1, 2, 300]), left = DocumentSet.Of([1, 2, 300]);
        kept.Keep(DocumentSet.Of([2, 3]));
        left.Remove(DocumentSet.Of([2, 3, 100_000]));
        Assert.Equal([new DocumentRun(2, 2, true)], kept.Runs());
        Assert.Equal([1L, 300], left.Runs().Select(run => run.First));
        Assert.Equal((1, 2), (kept.Count, left.Count));
        Assert.False(left.Contains(100_000));
    }
}
