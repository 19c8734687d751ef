namespace SearchEngine.Evaluation.Measures;

/// <summary>
/// Computes the same numbers as NIST's trec_eval. Documents are ordered by score as a 32-bit float, descending, and
/// then by id, descending. A document is relevant if its judgement is above 0. nDCG uses the judgement as gain,
/// discounts it by log2(rank + 1), and takes the ideal order from all judged documents.
/// </summary>
public static class TrecMeasures
{
    /// <summary>
    /// Measures a run over all judged queries. Queries that the run lacks count 0, queries without judgements are
    /// ignored.
    /// </summary>
    /// <param name="run">Retrieved documents by query id, in any order.</param>
    /// <param name="judgements">Relevance by query id and document id.</param>
    public static RunMeasures Evaluate(
        IReadOnlyDictionary<string, IReadOnlyList<ScoredDocument>> run,
        IReadOnlyDictionary<string, IReadOnlyDictionary<string, int>> judgements)
    {
        Dictionary<string, QueryMeasures> queries = judgements.ToDictionary(
            query => query.Key,
            query => run.TryGetValue(query.Key, out IReadOnlyList<ScoredDocument>? documents)
                ? Evaluate(documents, query.Value)
                : QueryMeasures.Zero);
        return new RunMeasures(QueryMeasures.Mean(queries.Values), queries);
    }

    /// <summary>Measures one query.</summary>
    /// <param name="documents">The distinct retrieved documents, in any order.</param>
    /// <param name="judgements">Relevance by document id.</param>
    public static QueryMeasures Evaluate(IReadOnlyList<ScoredDocument> documents, IReadOnlyDictionary<string, int> judgements)
    {
        int relevant = judgements.Values.Count(gain => gain > 0);
        if (relevant == 0) return QueryMeasures.Zero;

        int[] gains = [.. Rank(documents).Select(document => Math.Max(0, judgements.GetValueOrDefault(document.Id)))];
        IEnumerable<int> ideal = judgements.Values.Where(gain => gain > 0).OrderDescending();
        return new QueryMeasures(
            Ndcg10: DiscountedGain(gains.Take(10)) / DiscountedGain(ideal.Take(10)),
            Recall100: RelevantIn(gains, 100) / relevant,
            Mrr10: ReciprocalRank(gains, 10),
            Map: PrecisionSum(gains) / relevant,
            P5: RelevantIn(gains, 5) / 5);
    }

    private static IEnumerable<ScoredDocument> Rank(IReadOnlyList<ScoredDocument> documents) => documents
        .OrderByDescending(document => (float)document.Score)
        .ThenByDescending(document => document.Id, StringComparer.Ordinal);

    private static double DiscountedGain(IEnumerable<int> gains) => gains.Select((gain, index) => gain / Math.Log2(index + 2)).Sum();

    private static double RelevantIn(int[] gains, int depth) => gains.Take(depth).Count(gain => gain > 0);

    private static double ReciprocalRank(int[] gains, int depth)
    {
        int first = Array.FindIndex(gains, gain => gain > 0);
        return first >= 0 && first < depth ? 1.0 / (first + 1) : 0;
    }

    private static double PrecisionSum(int[] gains)
    {
        double sum = 0;
        int found = 0;
        for (int index = 0; index < gains.Length; index++)
        {
            if (gains[index] > 0) sum += (double)++found / (index + 1);
        }
        return sum;
    }
}
