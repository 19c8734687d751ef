using System.Text.Json.Serialization;

namespace SearchEngine.Evaluation.Measures;

/// <summary>Measures of one query, or the mean over several. All values are in [0, 1].</summary>
/// <param name="Ndcg10">
/// Discounted cumulative gain of the first 10 documents, divided by that of the ideal order.
/// </param>
/// <param name="Recall100">Relevant documents among the first 100, divided by all relevant documents.</param>
/// <param name="Mrr10">The reciprocal rank of the first relevant document; 0 if it is not among the first 10.</param>
/// <param name="Map">The precision at the rank of each relevant document, averaged over all relevant documents.</param>
/// <param name="P5">Relevant documents among the first 5, divided by 5.</param>
public sealed record QueryMeasures(
    [property: JsonPropertyName("ndcg@10")] double Ndcg10,
    [property: JsonPropertyName("recall@100")] double Recall100,
    [property: JsonPropertyName("mrr@10")] double Mrr10,
    [property: JsonPropertyName("map")] double Map,
    [property: JsonPropertyName("p@5")] double P5)
{
    /// <summary>The measures of a query without results.</summary>
    public static QueryMeasures Zero { get; } = new(0, 0, 0, 0, 0);

    /// <summary>Returns the arithmetic mean over queries, or <see cref="Zero"/> without queries.</summary>
    public static QueryMeasures Mean(IReadOnlyCollection<QueryMeasures> queries) => queries.Count == 0 ? Zero : new(
        queries.Average(query => query.Ndcg10),
        queries.Average(query => query.Recall100),
        queries.Average(query => query.Mrr10),
        queries.Average(query => query.Map),
        queries.Average(query => query.P5));
}
