using SearchEngine.Documents.Formats.Code;

namespace SearchEngine.Documents.Tests;

public sealed class NestingDepthTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("a(b[c{d", 3)]
    [InlineData("a(b)c(d)", 1)]
    [InlineData(")))(", 1)]
    [InlineData("List<List<int>> a;", 2)]
    [InlineData("#if A\n# if B\n#endif\n#if C\n", 2)]
    [InlineData("a < b; c < d; e < f;", 1)]
    public void Measure_Brackets_ReturnsTheMaximumOpenAtOnce(string code, int depth) => Assert.Equal(depth, NestingDepth.Measure(code));

    [Theory]
    [InlineData("", 0)]
    [InlineData("f(a < b, c < d)", 1)]
    [InlineData("(a < (b < [c < d", 3)]
    [InlineData("(a < b) (c < d)", 1)]
    [InlineData("for (int i = 0; i < n; i++) { if (a < b) { c(d < e) } }", 1)]
    [InlineData("f<A>(g<B>(h<C>(x < y)))", 1)]
    [InlineData("))(a < b", 1)]
    public void MeasureComparisons_Brackets_CountsThoseWithAnOpenComparison(string code, int depth) =>
        Assert.Equal(depth, NestingDepth.MeasureComparisons(code));
}
