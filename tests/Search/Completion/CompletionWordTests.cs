using SearchEngine.Cli.Completion;

namespace SearchEngine.Cli.Tests.Completion;

public sealed class CompletionWordTests
{
    [Theory]
    [InlineData("", "", "")]
    [InlineData("search", "", "search")]
    [InlineData("search query ", "search query ", "")]
    [InlineData("search query --in do", "search query --in ", "do")]
    [InlineData("search query \"two words", "search query ", "two words")]
    [InlineData("search query 'two words' --i", "search query 'two words' ", "--i")]
    [InlineData(@"search index my\ no", "search index ", "my no")]
    [InlineData("search index 'it''s", "search index ", "its")]
    [InlineData(@"search index C:\do", "search index ", @"C:\do")]
    [InlineData("search \"a 'b", "search ", "a 'b")]
    public void ParseLast_AnyLine_ReturnsTheWordAsTheProgramReceivesIt(string line, string before, string word) =>
        Assert.Equal(new CompletionWord(before, word), CompletionWord.ParseLast(line));
}
