namespace SearchEngine.Evaluation.Collections;

/// <summary>
/// Reads judgements in BEIR format (query id, document id and relevance separated by tabs, with or without a header) or
/// in TREC format (query, an unused number, document and relevance separated by whitespace). The first line determines
/// the format.
/// </summary>
public static class Qrels
{
    /// <summary>Reads a file of judgements.</summary>
    /// <returns>Relevance by query id and document id.</returns>
    /// <exception cref="EvaluationException">
    /// The file does not exist, has a malformed line, judges a document twice, or contains no judgements.
    /// </exception>
    public static IReadOnlyDictionary<string, IReadOnlyDictionary<string, int>> Read(string file)
    {
        if (!File.Exists(file)) throw new EvaluationException($"{file}: file of judgements not found.");
        Dictionary<string, IReadOnlyDictionary<string, int>> judgements = new(StringComparer.Ordinal);
        int number = 0;
        bool? trec = null;
        foreach (string line in File.ReadLines(file))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line)) continue;
            bool isFirst = trec is null;
            trec ??= QrelsLine.IsTrec(line);
            if (isFirst && QrelsLine.IsHeader(line)) continue;

            QrelsLine judged = QrelsLine.Parse(file, number, line, trec.Value);
            if (!judgements.TryGetValue(judged.Query, out IReadOnlyDictionary<string, int>? documents))
                judgements.Add(judged.Query, documents = new Dictionary<string, int>(StringComparer.Ordinal));
            if (!((Dictionary<string, int>)documents).TryAdd(judged.Document, judged.Relevance))
                throw new EvaluationException(
                    file,
                    number,
                    judged.DocumentColumn,
                    $"document '{judged.Document}' is judged twice for query '{judged.Query}'. Keep one of the lines.");
        }
        return judgements.Count > 0 ? judgements : throw new EvaluationException($"{file} contains no judgements.");
    }
}
