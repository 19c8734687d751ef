using System.Globalization;
using System.Text.RegularExpressions;
using SearchEngine.Evaluation.Measures;

namespace SearchEngine.Evaluation.Collections;

/// <summary>A run in trec_eval's format: lines of query, Q0, document, rank, score and tag, separated by spaces; the rank says nothing to who reads it, as there.</summary>
public static partial class TrecRun
{
    /// <summary>Writes a run, ranks from 1. Blanks within an id, which the format cannot hold, are percent-encoded.</summary>
    /// <param name="file">The file; what it held is replaced.</param>
    /// <param name="run">Query id to retrieved documents, best first.</param>
    /// <param name="tag">Name of what retrieved them.</param>
    public static void Write(string file, IReadOnlyDictionary<string, IReadOnlyList<ScoredDocument>> run, string tag) => File.WriteAllLines(
        file,
        from query in run
        from document in query.Value.Index()
        select string.Create(CultureInfo.InvariantCulture, $"{WithoutBlanks(query.Key)} Q0 {WithoutBlanks(document.Item.Id)} {document.Index + 1} {document.Item.Score:R} {tag}"));

    /// <returns>Query id to retrieved documents, in the order of the file.</returns>
    /// <exception cref="EvaluationException">A line is broken or retrieves a document twice for one query.</exception>
    public static IReadOnlyDictionary<string, IReadOnlyList<ScoredDocument>> Read(string file)
    {
        Dictionary<string, IReadOnlyList<ScoredDocument>> run = new(StringComparer.Ordinal);
        HashSet<(string, string)> seen = [];
        int number = 0;
        foreach (string line in File.ReadLines(file))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line)) continue;

            string[] fields = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (fields.Length < 5)
                throw new EvaluationException(file, number, "expected query, Q0, document, rank, score and tag, separated by spaces.");
            if (!double.TryParse(fields[4], NumberStyles.Float, CultureInfo.InvariantCulture, out double score) || double.IsNaN(score))
                throw new EvaluationException(file, number, $"the score '{fields[4]}' is not a number.");
            if (!seen.Add((fields[0], fields[2])))
                throw new EvaluationException(
                    file, number, $"document '{fields[2]}' is retrieved twice for query '{fields[0]}'. Keep one of the lines.");

            if (!run.TryGetValue(fields[0], out IReadOnlyList<ScoredDocument>? documents))
                run.Add(fields[0], documents = new List<ScoredDocument>());
            ((List<ScoredDocument>)documents).Add(new ScoredDocument(fields[2], score));
        }
        return run;
    }

    private static string WithoutBlanks(string id) => Blank().Replace(id, blank => Uri.EscapeDataString(blank.Value));

    [GeneratedRegex(@"\s")]
    private static partial Regex Blank();
}
