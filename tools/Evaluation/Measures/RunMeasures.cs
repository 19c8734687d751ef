namespace SearchEngine.Evaluation.Measures;

/// <summary>Measures of a run: the mean over all judged queries, and the measures by query id.</summary>
public sealed record RunMeasures(QueryMeasures Mean, IReadOnlyDictionary<string, QueryMeasures> Queries);
