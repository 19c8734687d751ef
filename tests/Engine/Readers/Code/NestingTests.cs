using SearchEngine.Readers;

namespace SearchEngine.Engine.Tests.Readers;

public sealed class NestingTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("a(b[c{d", 3)]
    [InlineData("a(b)c(d)", 1)]
    [InlineData(")))(", 1)]
    [InlineData("List<List<int>> a;", 2)]
    [InlineData("#if A\n# if B\n#endif\n#if C\n", 2)]
    [InlineData("a < b; c < d; e < f;", 1)]
    public void In_Brackets_GivesTheMostOpenAtOnce(string code, int depth) => Assert.Equal(depth, Nesting.In(code));
}
