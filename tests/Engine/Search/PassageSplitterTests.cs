using SearchEngine.Search;

namespace SearchEngine.Engine.Tests.Search;

public sealed class PassageSplitterTests
{
    [Theory]
    [InlineData("One ends. Two goes\non here.\n\nThree", "One ends.", "Two goes\non here.", "Three")]
    [InlineData(
        "Need:\n\n- flour, two bags\n- salt\n  and water\n1. Mix. Wait.",
        "Need:",
        "- flour, two bags",
        "- salt\n  and water",
        "1. Mix.",
        "Wait.")]
    [InlineData("| a | b |\n|---|---|\n| 1 | 2 |", "| a | b |", "|---|---|", "| 1 | 2 |")]
    [InlineData("Day | Hours\nMon | 9", "Day | Hours", "Mon | 9")]
    [InlineData("# Title\nBody here.", "# Title", "Body here.")]
    [InlineData("  \n ")]
    public void Split_Passage_ReturnsPartsThatCanBeShownAlone(string text, params string[] sentences) =>
        Assert.Equal(sentences, PassageSplitter.Split(text).Select(span => text[span.Start..span.End]));
}
