using SearchEngine.Answers;

namespace SearchEngine.Engine.Tests.Answers;

public sealed class EntityCheckTests
{
    [Theory]
    [InlineData("It opens at 9:30.", "The shop opens at 9:30 each day.", "")]
    [InlineData("It opens at 9:30.", "The shop opens at nine.", "9:30")]
    [InlineData("It was Maria Okafor.", "Maria runs the shop.", "Okafor")]
    [InlineData("Bread rises slowly.", "Nothing alike.", "")]
    [InlineData("In 1841, by Ada", "Ada made it in 1814", "1841")]
    public void FindMissing_NumbersAndNames_ReturnsThoseNotInTheText(string claim, string text, string expected) =>
        Assert.Equal(expected, string.Join(' ', EntityCheck.FindMissing(claim, text)));
}
