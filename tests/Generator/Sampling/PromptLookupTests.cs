using SearchEngine.Generator.Sampling;

namespace SearchEngine.Generator.Tests.Sampling;

public sealed class PromptLookupTests
{
    private readonly int[] _draft = new int[8];

    [Fact]
    public void Draft_LastTokensOccurredBefore_CopiesTheTokensAfterThem()
    {
        int count = new PromptLookup(8).Draft([1, 2, 3, 4, 5, 6, 7, 9, 2, 3], _draft);
        Assert.Equal([4, 5, 6, 7], _draft[..count]);
    }

    [Fact]
    public void Draft_LongerMatch_IsPreferred()
    {
        int count = new PromptLookup(8).Draft([1, 2, 3, 70, 70, 9, 2, 3, 80, 80, 1, 2, 3], _draft);
        Assert.Equal([70, 70, 9, 2], _draft[..count]);
    }

    [Fact]
    public void Draft_NoRepetition_ReturnsZero() => Assert.Equal(0, new PromptLookup(8).Draft([1, 2, 3, 4, 5], _draft));

    [Fact]
    public void RecordOutcome_AcceptedAndRejectedDrafts_ChangesTheDraftLength()
    {
        PromptLookup lookup = new(8);
        int[] text = [1, 2, .. Enumerable.Range(10, 20), 1, 2];
        lookup.RecordOutcome(4, 4);
        Assert.Equal(8, lookup.Draft(text, _draft));
        lookup.RecordOutcome(8, 0);
        Assert.Equal(2, lookup.Draft(text, _draft));
        Assert.Equal((12, 4), lookup.Counts);
    }
}
