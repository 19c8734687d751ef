using SearchEngine.Index.Contracts;
using SearchEngine.Search;

namespace SearchEngine.Engine.Tests.Search;

public sealed class RerankWeightTests
{
    [Theory]
    [InlineData("who approves refunds above a hundred euros at the shop", 0.7f)]
    [InlineData("refund approval", 0.6f)]
    [InlineData("who approves refunds above a hundred euros at the shop in town", 0.6f)]
    [InlineData("who approves refunds above a hundred euros at the shop in town on a sunday or a holiday", 0.5f)]
    [InlineData("a long statement of what is looked for counts for less than a question of its length", 0.3f)]
    public void Compute_LongerQuery_WeighsLess(string query, float expected) =>
        Assert.Equal(expected, RerankWeight.Compute(ParsedQuery.Parse(query)), 1e-6f);
}
