using SearchEngine.Answers;
using SearchEngine.Encoder;
using SearchEngine.Search;

namespace SearchEngine.Engine.Tests.Answers;

public sealed class LateInteractionTests
{
    [Fact]
    public void Compute_UnmatchedToken_SetsTheMinimum()
    {
        TokenEmbeddings question = new(2, [1, 0, 0, 1], [(0, 3), (4, 7)]);
        TokenEmbeddings passage = new(2, [1, 0, 0.6f, 0.8f, 0, 1], [(0, 3), (4, 7), (8, 11)]);

        Assert.Equal((1.0, 1.0), Rounded(LateInteraction.Compute(question, passage, new TextSpan(0, 11))));
        // Without the last token, the second one of the question only matches the middle one.
        Assert.Equal((0.8, 0.9), Rounded(LateInteraction.Compute(question, passage, new TextSpan(0, 8))));
        Assert.Equal((0.6, 0.7), Rounded(LateInteraction.Compute(question, passage, new TextSpan(4, 8))));
        Assert.Equal((0.0, 0.0), Rounded(LateInteraction.Compute(question, passage, new TextSpan(20, 30))));
    }

    private static (double, double) Rounded(LateInteraction coverage) => (Math.Round(coverage.Min, 5), Math.Round(coverage.Mean, 5));
}
