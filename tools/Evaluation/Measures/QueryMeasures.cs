using System.Text.Json.Serialization;

namespace SearchEngine.Evaluation.Measures;

/// <summary>How well one query, or the mean of several, was answered. Every value lies in [0, 1].</summary>
/// <param name="Ndcg10">Discounted cumulative gain of the first 10, over that of the best possible order.</param>
/// <param name="Recall100">Relevant documents among the first 100, over all relevant documents.</param>
/// <param name="Mrr10">One over the rank of the first relevant document, 0 where it is not among the first 10.</param>
/// <param name="Map">Precision at the rank of each relevant document, averaged over all relevant documents.</param>
/// <param name="P5">Relevant documents among the first 5, over 5.</param>
public sealed record QueryMeasures(
    [property: JsonPropertyName("ndcg@10")] double Ndcg10,
    [property: JsonPropertyName("recall@100")] double Recall100,
    [property: JsonPropertyName("mrr@10")] double Mrr10,
    [property: JsonPropertyName("map")] double Map,
    [property: JsonPropertyName("p@5")] double P5)
{
    /// <summary>What a query without results scores.</summary>
    public static QueryMeasures Zero { get; } = new(0, 0, 0, 0, 0);

    /// <summary>The arithmetic mean, each query counting the same; <see cref="Zero"/> of none.</summary>
    public static QueryMeasures Mean(IReadOnlyCollection<QueryMeasures> queries) => queries.Count == 0 ? Zero : new(
        queries.Average(query => query.Ndcg10),
        queries.Average(query => query.Recall100),
        queries.Average(query => query.Mrr10),
        queries.Average(query => query.Map),
        queries.Average(query => query.P5));
}
