using SearchEngine.Evaluation.Questions;

namespace SearchEngine.Evaluation.Tests.Questions;

public sealed class NearestPathTests
{
    private static readonly string[] Paths = ["notes/a.md", "notes/refunds.md", "old/refunds.md", "plans/2026/rack.md", "z.md"];

    [Theory]
    [InlineData("notes/refund.md", "notes/refunds.md")]
    [InlineData("NOTES/REFUNDS.MD", "notes/refunds.md")]
    [InlineData("./notes/a.md", "notes/a.md")]
    [InlineData("rack.md", "plans/2026/rack.md")]
    [InlineData("olds/refunds.md", "old/refunds.md")]
    [InlineData("plans/2025/rack.txt", "plans/2026/rack.md")]
    [InlineData("something/else/entirely", null)]
    [InlineData("", null)]
    public void Find_MistypedPath_ReturnsTheSameNameOrTheFewestEdits(string path, string? expected) =>
        Assert.Equal(expected, NearestPath.Find(path, Paths));
}
