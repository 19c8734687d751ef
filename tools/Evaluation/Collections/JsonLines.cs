using System.Text;
using System.Text.Json;

namespace SearchEngine.Evaluation.Collections;

/// <summary>Reads a file of one JSON object a line, each with an <c>_id</c> of its own.</summary>
internal static class JsonLines
{
    /// <summary>Streams what <paramref name="read"/> makes of each line; blank lines are passed over.</summary>
    /// <exception cref="EvaluationException">A line is not a JSON object, lacks a field, or repeats an id.</exception>
    public static IEnumerable<T> Read<T>(string file, Func<JsonLine, T> read)
    {
        Dictionary<string, int> lineOfId = new(StringComparer.Ordinal);
        int number = 0;
        foreach (string text in File.ReadLines(file))
        {
            number++;
            if (string.IsNullOrWhiteSpace(text)) continue;

            using JsonDocument json = Parse(file, number, text);
            JsonLine line = new(file, number, json.RootElement);
            if (!lineOfId.TryAdd(line.Id, number))
                throw new EvaluationException(file, number, $"_id '{line.Id}' is already on line {lineOfId[line.Id]}. Ids must be unique.");
            yield return read(line);
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
        throw new EvaluationException(file, number, "not a JSON object. Each line must be one JSON object.");
    }
}
