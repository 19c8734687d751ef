using System.Text;
using System.Text.Json;

namespace SearchEngine.Evaluation.Collections;

/// <summary>Reads JSON Lines files in which each object has a unique <c>_id</c>.</summary>
internal static class JsonLines
{
    /// <summary>Converts each line with <paramref name="read"/>. Blank lines are skipped.</summary>
    /// <param name="numbered">Whether the id of a line without an <c>_id</c> is its number.</param>
    /// <exception cref="EvaluationException">A line is not a JSON object, lacks a field, or repeats an id.</exception>
    public static IEnumerable<T> Read<T>(string file, Func<JsonLine, T> read, bool numbered = false)
    {
        Dictionary<string, int> lineOfId = new(StringComparer.Ordinal);
        int number = 0;
        foreach (string text in File.ReadLines(file))
        {
            number++;
            if (string.IsNullOrWhiteSpace(text)) continue;

            using JsonDocument json = Parse(file, number, text);
            JsonLine line = new(file, number, text, json.RootElement);
            yield return WithWholeCharacters(file, number, text, () =>
            {
                string id = numbered ? line.IdOrNumber : line.Id;
                if (!lineOfId.TryAdd(id, number))
                {
                    throw line.Fault(JsonLine.IdField, $"the _id '{id}' is also the _id of line {lineOfId[id]}. Use unique ids.");
                }
                return read(line);
            });
        }
    }

    private static JsonDocument Parse(string file, int number, string text)
    {
        JsonDocument json;
        try
        {
            json = JsonDocument.Parse(text);
        }
        catch (JsonException exception)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            int position = (int)Math.Min(exception.BytePositionInLine ?? 0, bytes.Length);
            int column = Encoding.UTF8.GetCharCount(bytes, 0, position) + 1;
            throw new EvaluationException(file, number, column, "not valid JSON. Each line must be one JSON object.");
        }
        if (json.RootElement.ValueKind == JsonValueKind.Object) return json;

        json.Dispose();
        throw new EvaluationException(
            file,
            number,
            text.Length - text.AsSpan().TrimStart().Length + 1,
            "not a JSON object. Each line must be one JSON object.");
    }

    /// <summary>
    /// Translates the error for half a surrogate pair, which is valid JSON when escaped and fails only when the text is
    /// read.
    /// </summary>
    private static T WithWholeCharacters<T>(string file, int number, string text, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InvalidOperationException) when (text.IndexOf(@"\ud", StringComparison.OrdinalIgnoreCase) is >= 0)
        {
            throw new EvaluationException(
                file,
                number,
                text.IndexOf(@"\ud", StringComparison.OrdinalIgnoreCase) + 1,
                "half of a surrogate pair is not a character. Write both halves, or the character itself.");
        }
    }
}
