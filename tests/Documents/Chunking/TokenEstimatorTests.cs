using SearchEngine.Documents.Chunking;

namespace SearchEngine.Documents.Tests;

public sealed class TokenEstimatorTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData(" \n\t", 0)]
    [InlineData("word", 1)]
    [InlineData("sevenle", 1)]
    [InlineData("eightlet", 2)]
    [InlineData("don't stop.", 5)]
    [InlineData("snake_case(x)", 6)]
    [InlineData("面包 bread", 3)]
    public void Count_Text_CountsWordPartsMarksAndIdeographs(string text, int tokens) =>
        Assert.Equal(tokens, new TokenEstimator().Count(text));
}
