using SearchEngine.Evaluation.Measures;
using SearchEngine.Evaluation.Runs;

namespace SearchEngine.Evaluation.Tests.Runs;

public sealed class StageReportTests
{
    private static readonly RunMeasures Measured = Run(0.4, 0.6);

    /// <summary>The nearest-rank percentile: the smallest time that 95 of 100 queries do not exceed.</summary>
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(19, 19)]
    [InlineData(20, 19)]
    [InlineData(21, 20)]
    [InlineData(100, 95)]
    public void Create_TimesFromOneToN_HasThe95thPercentile(int count, double expected)
    {
        double[] shuffled = [.. Enumerable.Range(1, count).Select(i => (double)i).OrderBy(i => i * 37 % 101)];
        StageReport report = StageReport.Create("dense", Measured, null, shuffled);
        Assert.Equal(expected, report.Milliseconds95);
        Assert.Equal((count + 1) / 2.0, report.MillisecondsMean, 1e-12);
    }

    [Fact]
    public void Create_NoQueries_TakesNoTime()
    {
        StageReport report = StageReport.Create("dense", Run(), null, []);
        Assert.Equal((0.0, 0.0), (report.MillisecondsMean, report.Milliseconds95));
    }

    [Fact]
    public void Create_Measures_KeepsEachInItsPlace() =>
        Assert.Equal(new StageReport("dense", 0.5, 0.4, 0.3, 0.2, 0.1, 7, 7, null), StageReport.Create("dense", Measured, null, [7]));

    [Fact]
    public void Create_PreviousStage_HasAPValue()
    {
        RunMeasures before = Run(0.1, 0.8);

        double? p = StageReport.Create("dense", Measured, before, [7]).P;

        Assert.Equal(PairedBootstrap.Test([0.4 - 0.1, 0.6 - 0.8]), p);
    }

    private static RunMeasures Run(params double[] ndcg) => new(
        new QueryMeasures(0.5, 0.4, 0.3, 0.2, 0.1), ndcg.Index().ToDictionary(
            query => $"q{query.Index}",
            query => QueryMeasures.Zero with { Ndcg10 = query.Item }));
}
