using System.Text.Json;
using SearchEngine.Runtime.Checkpoints;

namespace SearchEngine.Runtime.Tokenizers;

/// <summary>A JSON object within tokenizer.json. Errors name the file and the path of the field, such as <c>model.vocab</c>.</summary>
internal sealed class TokenizerComponent(string file, string path, JsonElement json)
{
    public JsonElement Json => json;

    public bool IsNull => json.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined;

    /// <summary>The component's "type".</summary>
    public string Type => GetString("type");

    public bool HasField(string field) => json.ValueKind == JsonValueKind.Object && json.TryGetProperty(field, out _);

    /// <summary>Returns the object in a field; <see cref="IsNull"/> is true for the result if the field is absent or null.</summary>
    public TokenizerComponent GetChild(string field)
    {
        JsonElement value = Find(field, out string name);
        return value.ValueKind is JsonValueKind.Object or JsonValueKind.Null or JsonValueKind.Undefined
            ? new(file, name, value)
            : throw CreateMismatchError(name, value, "an object");
    }

    /// <summary>Returns the elements of an array; empty if the field is absent or null.</summary>
    public TokenizerComponent[] GetItems(string field)
    {
        JsonElement value = Find(field, out string name);
        if (value.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined) return [];
        if (value.ValueKind != JsonValueKind.Array) throw CreateMismatchError(name, value, "an array");
        TokenizerComponent[] items = new TokenizerComponent[value.GetArrayLength()];
        for (int i = 0; i < items.Length; i++) items[i] = new TokenizerComponent(file, $"{name}[{i}]", value[i]);
        return items;
    }

    /// <summary>Decodes a base64 string.</summary>
    public byte[] GetBytes(string field)
    {
        JsonElement value = Find(field, out string name);
        return value.ValueKind == JsonValueKind.String && value.TryGetBytesFromBase64(out byte[]? bytes)
            ? bytes
            : throw CreateMismatchError(name, value, "a base64 string");
    }

    /// <summary>Returns a string of one character as a character.</summary>
    public char GetChar(string field, char? defaultValue = null) =>
        GetString(field, defaultValue?.ToString()) is [char character] && !char.IsSurrogate(character)
            ? character
            : throw CreateError($"has a {field} that is not one character of the basic multilingual plane");

    public string GetString(string field, string? defaultValue = null)
    {
        JsonElement value = Find(field, out string name);
        if (value.ValueKind == JsonValueKind.Undefined && defaultValue is not null) return defaultValue;
        return value.ValueKind == JsonValueKind.String ? value.GetString()! : throw CreateMismatchError(name, value, "a string");
    }

    /// <summary>Returns a string, or null if the field is absent or null.</summary>
    public string? GetStringOrNull(string field) =>
        Find(field, out _).ValueKind is JsonValueKind.Null or JsonValueKind.Undefined ? null : GetString(field);

    /// <summary>Returns a number, or null if the field is absent or null.</summary>
    public double? GetDoubleOrNull(string field)
    {
        JsonElement value = Find(field, out string name);
        return value.ValueKind switch
        {
            JsonValueKind.Null or JsonValueKind.Undefined => null,
            JsonValueKind.Number => value.GetDouble(),
            _ => throw CreateMismatchError(name, value, "a number"),
        };
    }

    /// <summary>Returns a JSON array, for readers that process it as a whole.</summary>
    public JsonElement GetArray(string field)
    {
        JsonElement value = Find(field, out string name);
        return value.ValueKind == JsonValueKind.Array ? value : throw CreateMismatchError(name, value, "an array");
    }

    public bool? GetBoolOrNull(string field)
    {
        JsonElement value = Find(field, out string name);
        return value.ValueKind switch
        {
            JsonValueKind.Null or JsonValueKind.Undefined => null,
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => throw CreateMismatchError(name, value, "true or false"),
        };
    }

    /// <summary>Returns a non-negative integer.</summary>
    public int GetInt(string field, int? defaultValue = null)
    {
        JsonElement value = Find(field, out string name);
        return value.ValueKind == JsonValueKind.Undefined && defaultValue is not null ? defaultValue.Value : GetInt(name, value);
    }

    /// <summary>Returns this component itself as a non-negative integer.</summary>
    public int AsInt() => GetInt(path, json);

    public CheckpointException CreateError(string reason) => new(file, path.Length == 0 ? null : path, reason);

    public CheckpointException CreateUnknownTypeError(params string[] supported) =>
        CreateError($"has the unsupported type '{Type}'; supported are {string.Join(", ", supported)}");

    private int GetInt(string name, JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number) && number >= 0
            ? number
            : throw CreateMismatchError(name, value, "an integer from 0 to 2147483647");

    private JsonElement Find(string field, out string name)
    {
        name = path.Length == 0 ? field : $"{path}.{field}";
        if (json.ValueKind != JsonValueKind.Object) throw CreateMismatchError(path, json, "an object");
        return json.TryGetProperty(field, out JsonElement value) ? value : default;
    }

    private CheckpointException CreateMismatchError(string name, JsonElement value, string expected) => new(file, name,
        value.ValueKind == JsonValueKind.Undefined
            ? $"is missing, but must be {expected}"
            : $"is {Describe(value)}, but must be {expected}");

    private static string Describe(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        _ => value.GetRawText() is { Length: > 40 } raw ? raw[..40] + "..." : value.GetRawText(),
    };
}
