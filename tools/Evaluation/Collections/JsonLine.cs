using System.Text.Json;

namespace SearchEngine.Evaluation.Collections;

/// <summary>One object of a JSON Lines file, with the place it stands at for error messages.</summary>
internal readonly struct JsonLine(string file, int number, JsonElement json)
{
    public string Id { get; } = Text(file, number, json, "_id") switch
    {
        null => throw new EvaluationException(file, number, "the field \"_id\" is missing."),
        "" => throw new EvaluationException(file, number, "the field \"_id\" is empty."),
        string id => id,
    };

    public string Required(string field) =>
        Text(file, number, json, field) ?? throw new EvaluationException(file, number, $"the field \"{field}\" is missing.");

    public string Optional(string field) => Text(file, number, json, field) ?? "";

    private static string? Text(string file, int number, JsonElement json, string field) =>
        !json.TryGetProperty(field, out JsonElement value) ? null : value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.GetRawText(),
            JsonValueKind.Null => null,
            _ => throw new EvaluationException(file, number, $"the field \"{field}\" must be a string."),
        };
}
