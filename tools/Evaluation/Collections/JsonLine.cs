using System.Text;
using System.Text.Json;

namespace SearchEngine.Evaluation.Collections;

/// <summary>One object of a JSON Lines file, with the place it stands at for error messages.</summary>
/// <param name="file">The file.</param>
/// <param name="number">Number of the line, from 1.</param>
/// <param name="text">The line.</param>
/// <param name="json">What it says.</param>
internal sealed class JsonLine(string file, int number, string text, JsonElement json)
{
    public const string IdField = "_id";

    /// <summary>The object's own name.</summary>
    public string Id => NotBlank(IdField);

    /// <summary>The object's own name, or the line's number where it has none.</summary>
    public string IdOrNumber => Has(IdField) ? Id : FormattableString.Invariant($"{number}");

    public string Required(string field) => Has(field) ? Optional(field) : throw Fault(field, $"the field \"{field}\" is missing.");

    public string NotBlank(string field) => Required(field) is var value && string.IsNullOrWhiteSpace(value) ? throw Fault(field, $"the field \"{field}\" is empty.") : value;

    /// <summary>The field's text; empty where there is none.</summary>
    public string Optional(string field) => !Has(field) ? "" : Text(json.GetProperty(field)) ?? throw Fault(field, $"the field \"{field}\" must be a string.");

    /// <summary>The strings of a field that is a list of them, at least one.</summary>
    public IReadOnlyList<string> Texts(string field)
    {
        if (!Has(field)) throw Fault(field, $"the field \"{field}\" is missing.");
        JsonElement list = json.GetProperty(field);
        if (list.ValueKind != JsonValueKind.Array) throw Fault(field, $"the field \"{field}\" must be a list of strings.");
        if (list.GetArrayLength() == 0) throw Fault(field, $"the field \"{field}\" is an empty list.");
        return [.. list.EnumerateArray().Select((item, i) => Text(item) ?? throw Fault(field, $"the field \"{field}\" must be a list of strings.", i))];
    }

    /// <summary>An error at the value of a field, or at an item of the list that it is; at the object's start where it has no such field.</summary>
    public EvaluationException Fault(string field, string reason, int? item = null) => new(file, number, ColumnOf(field, item), reason);

    private bool Has(string field) => json.TryGetProperty(field, out JsonElement value) && value.ValueKind != JsonValueKind.Null;

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        _ => null,
    };

    /// <summary>Only asked on the way to an error, so the line is read once more.</summary>
    private int ColumnOf(string field, int? item)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        Utf8JsonReader reader = new(bytes);
        long start = 0;
        while (reader.Read())
        {
            // The object itself, until a field of that name comes; of several the last counts, as it does for its value.
            if (reader.CurrentDepth == 0 && reader.TokenType == JsonTokenType.StartObject) start = reader.TokenStartIndex;
            if (reader.CurrentDepth != 1 || reader.TokenType != JsonTokenType.PropertyName || !reader.ValueTextEquals(field)) continue;
            reader.Read();
            if (item is not null && reader.TokenType == JsonTokenType.StartArray) reader.Read();
            for (int i = 0; i < item && reader.TokenType != JsonTokenType.EndArray; i++)
            {
                reader.Skip();
                reader.Read();
            }
            start = reader.TokenStartIndex;
        }
        return Encoding.UTF8.GetCharCount(bytes, 0, (int)start) + 1;
    }
}
