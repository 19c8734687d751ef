using System.Text.Json.Serialization;
using SearchEngine.Evaluation.Measures;

namespace SearchEngine.Evaluation.Runs;

/// <summary>Quality and latency of one stage over all judged queries.</summary>
/// <param name="Stage">The name of the stage.</param>
/// <param name="Ndcg10">Mean of <see cref="QueryMeasures.Ndcg10"/>.</param>
/// <param name="Recall100">Mean of <see cref="QueryMeasures.Recall100"/>.</param>
/// <param name="Mrr10">Mean of <see cref="QueryMeasures.Mrr10"/>.</param>
/// <param name="Map">Mean of <see cref="QueryMeasures.Map"/>.</param>
/// <param name="P5">Mean of <see cref="QueryMeasures.P5"/>.</param>
/// <param name="MillisecondsMean">The mean time of a query.</param>
/// <param name="Milliseconds95">The 95th percentile of the time of a query.</param>
/// <param name="P">
/// The p-value of the difference in nDCG@10 to the previous stage (<see cref="PairedBootstrap"/>). Null for the first
/// stage.
/// </param>
public sealed record StageReport(
    [property: JsonPropertyName("stage")] string Stage,
    [property: JsonPropertyName("ndcg@10")] double Ndcg10,
    [property: JsonPropertyName("recall@100")] double Recall100,
    [property: JsonPropertyName("mrr@10")] double Mrr10,
    [property: JsonPropertyName("map")] double Map,
    [property: JsonPropertyName("p@5")] double P5,
    [property: JsonPropertyName("ms_mean")] double MillisecondsMean,
    [property: JsonPropertyName("ms_p95")] double Milliseconds95,
    [property: JsonPropertyName("p"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? P)
{
    internal static StageReport Create(string stage, RunMeasures measured, RunMeasures? before, IEnumerable<double> milliseconds)
    {
        double[] sorted = [.. milliseconds.Order()];
        double p95 = sorted.Length == 0 ? 0 : sorted[(int)Math.Ceiling(0.95 * sorted.Length) - 1];
        QueryMeasures mean = measured.Mean;
        return new StageReport(
            stage,
            mean.Ndcg10,
            mean.Recall100,
            mean.Mrr10,
            mean.Map,
            mean.P5,
            sorted.DefaultIfEmpty().Average(),
            p95,
            before is null ? null : PairedBootstrap.Test(before, measured));
    }
}
