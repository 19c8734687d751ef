using System.Text;
using System.Text.Json;

namespace SearchEngine.Evaluation.Collections;

/// <summary>An object of a JSON Lines file, with its location for error messages.</summary>
/// <param name="number">The line number, starting at 1.</param>
internal sealed class JsonLine(string file, int number, string text, JsonElement json)
{
    public const string IdField = "_id";

    /// <summary>The id of the object.</summary>
    public string Id => NotBlank(IdField);

    /// <summary>The id of the object, or the line number if it has no id.</summary>
    public string IdOrNumber => Has(IdField) ? Id : FormattableString.Invariant($"{number}");

    public string Required(string field) => Has(field) ? Optional(field) : throw Fault(field, $"the field \"{field}\" is missing.");

    public string NotBlank(string field) =>
        Required(field) is var value && string.IsNullOrWhiteSpace(value) ? throw Fault(field, $"the field \"{field}\" is empty.") : value;

    /// <summary>Returns the text of a field, or an empty string if there is no such field.</summary>
    public string Optional(string field) =>
        !Has(field) ? "" : Text(json.GetProperty(field)) ?? throw Fault(field, $"the field \"{field}\" must be a string.");

    /// <summary>Returns the strings of a field that is a non-empty list.</summary>
    public IReadOnlyList<string> Texts(string field)
    {
        if (!Has(field)) throw Fault(field, $"the field \"{field}\" is missing.");
        JsonElement list = json.GetProperty(field);
        if (list.ValueKind != JsonValueKind.Array) throw Fault(field, $"the field \"{field}\" must be a list of strings.");
        if (list.GetArrayLength() == 0) throw Fault(field, $"the field \"{field}\" is an empty list.");
        return
        [
            .. list.EnumerateArray().Select(
                (item, i) => Text(item) ?? throw Fault(field, $"the field \"{field}\" must be a list of strings.", i)),
        ];
    }

    /// <summary>
    /// Creates an error at the value of a field, or at an item of its list. Without such a field, the error is at the
    /// start of the object.
    /// </summary>
    public EvaluationException Fault(string field, string reason, int? item = null) => new(file, number, GetColumn(field, item), reason);

    private bool Has(string field) => json.TryGetProperty(field, out JsonElement value) && value.ValueKind != JsonValueKind.Null;

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        _ => null,
    };

    /// <summary>Parses the line again to find the column: only errors need it.</summary>
    private int GetColumn(string field, int? item)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        Utf8JsonReader reader = new(bytes);
        long start = 0;
        while (reader.Read())
        {
            // Defaults to the object itself. Of fields with the same name the last one counts, as for its value.
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
