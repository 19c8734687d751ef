using System.Globalization;
using System.Text.RegularExpressions;
using SearchEngine.Evaluation.Measures;

namespace SearchEngine.Evaluation.Collections;

/// <summary>
/// A run in trec_eval's format: lines of query, Q0, document, rank, score and tag, separated by spaces. Like trec_eval,
/// readers ignore the rank.
/// </summary>
public static partial class TrecRun
{
    /// <summary>
    /// Writes a run with ranks from 1. Whitespace in ids is percent-encoded, since the format cannot represent it.
    /// </summary>
    /// <param name="file">The file, which is overwritten.</param>
    /// <param name="run">Query id to retrieved documents, best first.</param>
    /// <param name="tag">The name of the system that retrieved the documents.</param>
    public static void Write(string file, IReadOnlyDictionary<string, IReadOnlyList<ScoredDocument>> run, string tag) => File.WriteAllLines(
        file,
        from query in run
        from document in query.Value.Index()
        select string.Create(
            CultureInfo.InvariantCulture,
            $"{EscapeWhitespace(query.Key)} Q0 {EscapeWhitespace(document.Item.Id)} {document.Index + 1} {document.Item.Score:R} {tag}"));

    /// <summary>Reads a run.</summary>
    /// <returns>Retrieved documents by query id, in the order of the file.</returns>
    /// <exception cref="EvaluationException">
    /// A line is malformed or retrieves a document twice for one query.
    /// </exception>
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

    private static string EscapeWhitespace(string id) => Whitespace().Replace(id, space => Uri.EscapeDataString(space.Value));

    [GeneratedRegex(@"\s")]
    private static partial Regex Whitespace();
}
