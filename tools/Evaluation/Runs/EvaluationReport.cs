using System.Text.Json.Serialization;
using SearchEngine.Evaluation.Measures;

namespace SearchEngine.Evaluation.Runs;

/// <summary>What an evaluation found.</summary>
/// <param name="Dataset">Name of the collection.</param>
/// <param name="Split">The judgements that were used.</param>
/// <param name="Documents">Documents searched.</param>
/// <param name="Queries">Queries asked.</param>
/// <param name="Stages">One for each stage of retrieval, in the order in which they build on each other.</param>
public sealed record EvaluationReport(
    [property: JsonPropertyName("dataset")] string Dataset,
    [property: JsonPropertyName("split")] string Split,
    [property: JsonPropertyName("documents")] int Documents,
    [property: JsonPropertyName("queries")] int Queries,
    [property: JsonPropertyName("stages")] IReadOnlyList<StageReport> Stages);

/// <summary>Quality and cost of one stage, over all judged queries.</summary>
public sealed record StageReport(
    [property: JsonPropertyName("stage")] string Stage,
    [property: JsonPropertyName("ndcg@10")] double Ndcg10,
    [property: JsonPropertyName("recall@100")] double Recall100,
    [property: JsonPropertyName("mrr@10")] double Mrr10,
    [property: JsonPropertyName("map")] double Map,
    [property: JsonPropertyName("p@5")] double P5,
    [property: JsonPropertyName("ms_mean")] double MillisecondsMean,
    [property: JsonPropertyName("ms_p95")] double Milliseconds95)
{
    internal static StageReport Of(string stage, QueryMeasures mean, double[] milliseconds)
    {
        double[] sorted = [.. milliseconds.Order()];
        double p95 = sorted.Length == 0 ? 0 : sorted[(int)Math.Ceiling(0.95 * sorted.Length) - 1];
        return new StageReport(stage, mean.Ndcg10, mean.Recall100, mean.Mrr10, mean.Map, mean.P5, sorted.DefaultIfEmpty().Average(), p95);
    }
}
