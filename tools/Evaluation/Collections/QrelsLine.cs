using System.Globalization;

namespace SearchEngine.Evaluation.Collections;

/// <summary>A line of a file of judgements.</summary>
internal readonly record struct QrelsLine(string Query, string Document, int Relevance, int DocumentColumn)
{
    /// <summary>
    /// Returns whether a file's first line is in TREC format: four fields separated by whitespace, and not three
    /// separated by tabs, which may contain spaces.
    /// </summary>
    public static bool IsTrec(string line) => line.Split('\t').Length != 3 && Fields(line, trec: true).Count() == 4 && !IsHeader(line);

    /// <summary>
    /// Returns whether a file's first line names its columns. A query id may start like a header, but relevance is a
    /// number.
    /// </summary>
    public static bool IsHeader(string line) =>
        line.StartsWith("query", StringComparison.OrdinalIgnoreCase) && !IsRelevance(line.Split((char[]?)null)[^1], out _);

    /// <summary>Parses a line.</summary>
    /// <exception cref="EvaluationException">The line is malformed.</exception>
    public static QrelsLine Parse(string file, int number, string line, bool trec)
    {
        (string Text, int Column)[] fields = [.. Fields(line, trec)];
        int required = trec ? 4 : 3;
        int empty = Array.FindIndex(fields, field => field.Text.Length == 0);
        if (fields.Length < required || empty is >= 0 and < 2)
        {
            int column = empty is >= 0 and < 2 ? fields[empty].Column : line.Length + 1;
            throw new EvaluationException(
                file,
                number,
                column,
                "expected query-id, corpus-id and score, separated by tabs (BEIR), or query, 0, document and relevance, "
                    + "separated by spaces (TREC).");
        }
        (string document, int documentColumn) = fields[required - 2];
        (string score, int scoreColumn) = fields[required - 1];
        return IsRelevance(score, out int relevance)
            ? new QrelsLine(fields[0].Text, document, relevance, documentColumn)
            : throw new EvaluationException(file, number, scoreColumn, $"the score '{score}' is not a whole number.");
    }

    private static bool IsRelevance(string text, out int relevance) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out relevance);

    /// <summary>Splits a line at tabs and trims the fields, or, for TREC, splits it at whitespace.</summary>
    private static IEnumerable<(string Text, int Column)> Fields(string line, bool trec)
    {
        int start = 0;
        foreach (string part in trec ? line.Split((char[]?)null) : line.Split('\t'))
        {
            string text = part.Trim();
            if (text.Length > 0 || !trec) yield return (text, start + (text.Length == 0 ? 0 : part.Length - part.TrimStart().Length) + 1);
            start += part.Length + 1;
        }
    }
}
