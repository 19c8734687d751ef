using SearchEngine.Index.Contracts;
using SearchEngine.Search;

namespace SearchEngine.Engine.Tests.Search;

public sealed class RelevanceFloorTests
{
    [Fact]
    public void IsCleared_LexicalHit_IsTrueForAnyCosine() =>
        Assert.True(RelevanceFloor.IsCleared([new Hit(1, 0.1f)], [new Hit(2, 0.1f)]));

    [Fact]
    public void IsCleared_NoLexicalHit_DependsOnTheHighestCosine()
    {
        Assert.True(RelevanceFloor.IsCleared([], [new Hit(1, 0.9f), new Hit(2, 0.1f)]));
        Assert.False(RelevanceFloor.IsCleared([], [new Hit(1, 0.3f), new Hit(2, 0.1f)]));
    }

    [Fact]
    public void IsCleared_NothingFound_IsFalse() => Assert.False(RelevanceFloor.IsCleared([], []));
}
