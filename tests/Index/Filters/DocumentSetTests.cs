using SearchEngine.Index.Filters;

namespace SearchEngine.Index.Tests.Filters;

public sealed class DocumentSetTests
{
    [Fact]
    public void Runs_Ids_AreConsecutiveRanges() => Assert.Equal(
        [new DocumentRun(1, 3, true), new DocumentRun(60, 70, false), new DocumentRun(1000, 1000, true)],
        DocumentSet.From([3, 2, 1, 1, 60, 64, 70, 1000]).GetRuns());

    [Fact]
    public void Runs_EmptySet_IsEmpty() => Assert.Empty(new DocumentSet().GetRuns());

    [Fact]
    public void KeepAndRemove_SetsOfOtherLengths_AreIntersectionAndDifference()
    {
        DocumentSet kept = DocumentSet.From([1, 2, 300]), left = DocumentSet.From([1, 2, 300]);
        kept.IntersectWith(DocumentSet.From([2, 3]));
        left.ExceptWith(DocumentSet.From([2, 3, 100_000]));
        Assert.Equal([new DocumentRun(2, 2, true)], kept.GetRuns());
        Assert.Equal([1L, 300], left.GetRuns().Select(run => run.First));
        Assert.Equal((1, 2), (kept.Count, left.Count));
        Assert.False(left.Contains(100_000));
    }
}
