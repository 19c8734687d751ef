using System.Globalization;

namespace SearchEngine.Evaluation.Collections;

/// <summary>One judgement, as a line of a file gives it.</summary>
internal readonly record struct QrelsLine(string Query, string Document, int Relevance, int DocumentColumn)
{
    /// <summary>Whether a file's first line is in TREC's form: four fields separated by spaces, and not three separated by tabs, among which blanks may stand.</summary>
    public static bool IsTrec(string line) => line.Split('\t').Length != 3 && Fields(line, trec: true).Count() == 4 && !IsHeader(line);

    /// <summary>Whether a file's first line names its columns: query ids may begin like a header, but relevance is a number.</summary>
    public static bool IsHeader(string line) => line.StartsWith("query", StringComparison.OrdinalIgnoreCase) && !IsRelevance(line.Split((char[]?)null)[^1], out _);

    /// <exception cref="EvaluationException">The line is neither.</exception>
    public static QrelsLine Parse(string file, int number, string line, bool trec)
    {
        (string Text, int Column)[] fields = [.. Fields(line, trec)];
        int needed = trec ? 4 : 3;
        int lacking = Array.FindIndex(fields, field => field.Text.Length == 0);
        if (fields.Length < needed || lacking is >= 0 and < 2)
        {
            int column = lacking is >= 0 and < 2 ? fields[lacking].Column : line.Length + 1;
            throw new EvaluationException(file, number, column, "expected query-id, corpus-id and score, separated by tabs (BEIR), or query, 0, document and relevance, separated by spaces (TREC).");
        }
        (string document, int documentColumn) = fields[needed - 2];
        (string score, int scoreColumn) = fields[needed - 1];
        return IsRelevance(score, out int relevance)
            ? new QrelsLine(fields[0].Text, document, relevance, documentColumn)
            : throw new EvaluationException(file, number, scoreColumn, $"the score '{score}' is not a whole number.");
    }

    private static bool IsRelevance(string text, out int relevance) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out relevance);

    /// <summary>What stands between tabs, without blanks around it; or, as in TREC, between blanks of any kind and number.</summary>
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
