using FsCheck;
using FsCheck.Fluent;
using SearchEngine.Runtime.Sessions;

namespace SearchEngine.Runtime.Tests.Sessions;

public sealed class RowBudgetTests
{
    private static readonly RowBudget Budget = new(MaxTokens: 50, MaxTexts: 6);

    [Fact]
    public void Split_AnyTexts_CoversEachOnceWithinTheBudget() => Prop
        .ForAll(Gen.Choose(1, 80).Or(Gen.Choose(1, 12)).ListOf().ToArbitrary(), lengths => AssertHolds([.. lengths]))
        .Check(Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithMaxTest(400));

    [Fact]
    public void Split_TextLongerThanTheBudget_HasItsOwnRow() => Assert.Equal([0..2, 2..3, 3..4], Budget.Split([10, 20, 51, 7]));

    [Fact]
    public void Split_TextsThatFillARow_ShareIt() => Assert.Equal([0..2, 2..3], Budget.Split([20, 30, 1]));

    [Fact]
    public void Split_ManyShortTexts_RespectsMaxTexts() => Assert.Equal([0..6, 6..8], Budget.Split([1, 1, 1, 1, 1, 1, 1, 1]));

    [Fact]
    public void Split_NoTexts_ReturnsNoRows() => Assert.Empty(Budget.Split([]));

    private static void AssertHolds(int[] lengths)
    {
        int taken = 0;
        foreach (Range row in Budget.Split(lengths))
        {
            Assert.Equal(taken, row.Start.Value);
            taken = row.End.Value;
            int[] texts = lengths[row];
            Assert.InRange(texts.Length, 1, Budget.MaxTexts);
            Assert.True(texts.Length == 1 || texts.Sum() <= Budget.MaxTokens);

            // The next text would not have fitted.
            if (taken < lengths.Length) Assert.True(texts.Length == Budget.MaxTexts || texts.Sum() + lengths[taken] > Budget.MaxTokens);
        }
        Assert.Equal(lengths.Length, taken);
    }
}
