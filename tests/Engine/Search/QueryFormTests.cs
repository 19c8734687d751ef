using SearchEngine.Search;

namespace SearchEngine.Engine.Tests.Search;

public sealed class QueryFormTests
{
    [Theory]
    [InlineData("who approves refunds", true)]
    [InlineData("  How's the oven lit", true)]
    [InlineData("the oven, when is it lit?", true)]
    [InlineData("谁批准退款？", true)]
    [InlineData("WHAT", true)]
    [InlineData("refund approval", false)]
    [InlineData("whatever happened", false)]
    [InlineData("", false)]
    public void IsQuestion_ByItsEndOrItsOpening(string query, bool expected) => Assert.Equal(expected, QueryForm.IsQuestion(query));

    [Theory]
    [InlineData("refund approval by mail in the first week", true)]
    [InlineData("refund approval by mail in the first week today", false)]
    [InlineData("who approves", false)]
    public void IsFewKeywords_UpToEightWordsThatAskNothing(string query, bool expected) => Assert.Equal(expected, QueryForm.IsFewKeywords(query));

    [Theory]
    [InlineData("who approves refunds above a hundred euros at the shop", 0.7f)]
    [InlineData("refund approval", 0.6f)]
    [InlineData("who approves refunds above a hundred euros at the shop in town", 0.6f)]
    [InlineData("who approves refunds above a hundred euros at the shop in town on a sunday or a holiday", 0.5f)]
    [InlineData("a long statement of what is looked for counts for less than a question of its length", 0.3f)]
    public void Weight_OfTheCrossEncoder_FallsWithTheLengthOfTheQuery(string query, float expected) => Assert.Equal(expected, RerankWeight.Compute(query), 1e-6f);
}
