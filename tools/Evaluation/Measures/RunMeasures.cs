namespace SearchEngine.Evaluation.Measures;

/// <summary>A whole run: the mean over all judged queries, and each of them by its id.</summary>
public sealed record RunMeasures(QueryMeasures Mean, IReadOnlyDictionary<string, QueryMeasures> Queries);
