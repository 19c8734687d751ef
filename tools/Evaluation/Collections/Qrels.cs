using System.Globalization;

namespace SearchEngine.Evaluation.Collections;

/// <summary>Reads judgements: lines of query id, document id and relevance, parted by tabs, under a header.</summary>
public static class Qrels
{
    /// <returns>Query id to document id to relevance.</returns>
    /// <exception cref="EvaluationException">A line is broken or judges a document twice, or the file judges nothing.</exception>
    public static IReadOnlyDictionary<string, IReadOnlyDictionary<string, int>> Read(string file)
    {
        Dictionary<string, IReadOnlyDictionary<string, int>> judgements = new(StringComparer.Ordinal);
        int number = 0;
        foreach (string line in File.ReadLines(file))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line) || (number == 1 && line.StartsWith("query", StringComparison.OrdinalIgnoreCase))) continue;

            (string query, string document, int relevance) = Parse(file, number, line);
            if (!judgements.TryGetValue(query, out IReadOnlyDictionary<string, int>? ofQuery))
                judgements.Add(query, ofQuery = new Dictionary<string, int>(StringComparer.Ordinal));
            if (!((Dictionary<string, int>)ofQuery).TryAdd(document, relevance))
                throw new EvaluationException(file, number, $"document '{document}' is judged twice for query '{query}'. Keep one of the lines.");
        }
        return judgements.Count > 0 ? judgements : throw new EvaluationException($"{file} judges nothing.");
    }

    private static (string Query, string Document, int Relevance) Parse(string file, int number, string line)
    {
        string[] fields = line.Split('\t', StringSplitOptions.TrimEntries);
        if (fields.Length < 3 || fields[0].Length == 0 || fields[1].Length == 0)
            throw new EvaluationException(file, number, "expected query-id, corpus-id and score, parted by tabs.");
        if (!int.TryParse(fields[2], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int relevance))
        {
            int column = line.IndexOf('\t', line.IndexOf('\t') + 1) + 2;
            throw new EvaluationException(file, number, column, $"the score '{fields[2]}' is not a whole number.");
        }
        return (fields[0], fields[1], relevance);
    }
}
