namespace SearchEngine.Evaluation.Collections;

/// <summary>
/// Reads judgements in either of two forms: BEIR's, query id, document id and relevance parted by tabs, under a header or not; and TREC's, query, a number that means nothing, document and relevance parted
/// by blanks. The first line decides.
/// </summary>
public static class Qrels
{
    /// <returns>Query id to document id to relevance.</returns>
    /// <exception cref="EvaluationException">There is no such file, a line is broken or judges a document twice, or the file judges nothing.</exception>
    public static IReadOnlyDictionary<string, IReadOnlyDictionary<string, int>> Read(string file)
    {
        if (!File.Exists(file)) throw new EvaluationException($"{file}: there is no such file of judgements. Name one with --qrels.");
        Dictionary<string, IReadOnlyDictionary<string, int>> judgements = new(StringComparer.Ordinal);
        int number = 0;
        bool? trec = null;
        foreach (string line in File.ReadLines(file))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line)) continue;
            bool first = trec is null;
            trec ??= QrelsLine.IsTrec(line);
            if (first && QrelsLine.IsHeader(line)) continue;

            QrelsLine judged = QrelsLine.Parse(file, number, line, trec.Value);
            if (!judgements.TryGetValue(judged.Query, out IReadOnlyDictionary<string, int>? ofQuery))
                judgements.Add(judged.Query, ofQuery = new Dictionary<string, int>(StringComparer.Ordinal));
            if (!((Dictionary<string, int>)ofQuery).TryAdd(judged.Document, judged.Relevance))
                throw new EvaluationException(file, number, judged.DocumentColumn, $"document '{judged.Document}' is judged twice for query '{judged.Query}'. Keep one of the lines.");
        }
        return judgements.Count > 0 ? judgements : throw new EvaluationException($"{file} contains no judgements.");
    }
}
