using SearchEngine.Evaluation.Measures;
using SearchEngine.Evaluation.Runs;

namespace SearchEngine.Evaluation.Tests.Runs;

public sealed class StageReportTests
{
    private static readonly QueryMeasures Mean = new(0.5, 0.4, 0.3, 0.2, 0.1);

    /// <summary>By nearest rank: the smallest time that 95 of 100 queries do not exceed.</summary>
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(19, 19)]
    [InlineData(20, 19)]
    [InlineData(21, 20)]
    [InlineData(100, 95)]
    public void Of_TimesFromOneToN_TakesTheNinetyFifthOfAHundred(int count, double expected)
    {
        double[] shuffled = [.. Enumerable.Range(1, count).Select(i => (double)i).OrderBy(i => i * 37 % 101)];
        StageReport report = StageReport.Of("dense", Mean, shuffled);
        Assert.Equal(expected, report.Milliseconds95);
        Assert.Equal((count + 1) / 2.0, report.MillisecondsMean, 1e-12);
    }

    [Fact]
    public void Of_NoQueries_TakesNoTime()
    {
        StageReport report = StageReport.Of("dense", QueryMeasures.Zero, []);
        Assert.Equal((0.0, 0.0), (report.MillisecondsMean, report.Milliseconds95));
    }

    [Fact]
    public void Of_Measures_KeepsEachInItsPlace() => Assert.Equal(new StageReport("dense", 0.5, 0.4, 0.3, 0.2, 0.1, 7, 7), StageReport.Of("dense", Mean, [7]));
}
