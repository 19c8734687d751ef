using System.Text;
using System.Text.Json;

namespace SearchEngine.Evaluation.Collections;

/// <summary>Reads a file of one JSON object a line, each with an <c>_id</c> of its own.</summary>
internal static class JsonLines
{
    /// <summary>Streams what <paramref name="read"/> makes of each line; blank lines are passed over.</summary>
    /// <param name="file">The file.</param>
    /// <param name="read">Makes something of a line.</param>
    /// <param name="numbered">Whether a line without an <c>_id</c> goes by its number.</param>
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
                if (!lineOfId.TryAdd(id, number)) throw line.Fault(JsonLine.IdField, $"the _id '{id}' is already used in line {lineOfId[id]}. Ids must be unique.");
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
        throw new EvaluationException(file, number, text.Length - text.AsSpan().TrimStart().Length + 1, "not a JSON object. Each line must be one JSON object.");
    }

    /// <summary>Half a surrogate pair, written as an escape, is valid JSON and no text; the library tells only once the text is asked for.</summary>
    private static T WithWholeCharacters<T>(string file, int number, string text, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InvalidOperationException) when (text.IndexOf(@"\ud", StringComparison.OrdinalIgnoreCase) is >= 0)
        {
            throw new EvaluationException(file, number, text.IndexOf(@"\ud", StringComparison.OrdinalIgnoreCase) + 1, "half of a surrogate pair is not a character. Write both halves, or the character itself.");
        }
    }
}
