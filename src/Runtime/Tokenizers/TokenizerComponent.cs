using System.Text.Json;
using SearchEngine.Runtime.Checkpoints;

namespace SearchEngine.Runtime.Tokenizers;

/// <summary>One object of tokenizer.json; its errors name the file and the path to the field, such as <c>model.vocab</c>.</summary>
internal sealed class TokenizerComponent(string file, string path, JsonElement json)
{
    public JsonElement Json => json;

    public bool IsNull => json.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined;

    /// <summary>What the component calls itself: its "type".</summary>
    public string Type => GetString("type");

    public bool HasField(string field) => json.ValueKind == JsonValueKind.Object && json.TryGetProperty(field, out _);

    /// <summary>The object in a field; null-like (<see cref="IsNull"/>) where the field is absent or null.</summary>
    public TokenizerComponent GetChild(string field)
    {
        JsonElement value = Find(field, out string name);
        return value.ValueKind is JsonValueKind.Object or JsonValueKind.Null or JsonValueKind.Undefined
            ? new(file, name, value)
            : throw CreateMismatchError(name, value, "an object");
    }

    /// <summary>The elements of an array; none where the field is absent or null.</summary>
    public TokenizerComponent[] GetItems(string field)
    {
        JsonElement value = Find(field, out string name);
        if (value.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined) return [];
        if (value.ValueKind != JsonValueKind.Array) throw CreateMismatchError(name, value, "an array");
        TokenizerComponent[] items = new TokenizerComponent[value.GetArrayLength()];
        for (int i = 0; i < items.Length; i++) items[i] = new TokenizerComponent(file, $"{name}[{i}]", value[i]);
        return items;
    }

    /// <summary>The bytes that a string has in base64.</summary>
    public byte[] GetBytes(string field)
    {
        JsonElement value = Find(field, out string name);
        return value.ValueKind == JsonValueKind.String && value.TryGetBytesFromBase64(out byte[]? bytes)
            ? bytes
            : throw CreateMismatchError(name, value, "a string of base64");
    }

    /// <summary>A string of one character.</summary>
    public char GetChar(string field, char? defaultValue = null) =>
        GetString(field, defaultValue?.ToString()) is [char character] && !char.IsSurrogate(character)
            ? character
            : throw CreateError($"{field} is not one character of Unicode's basic plane");

    public string GetString(string field, string? defaultValue = null)
    {
        JsonElement value = Find(field, out string name);
        if (value.ValueKind == JsonValueKind.Undefined && defaultValue is not null) return defaultValue;
        return value.ValueKind == JsonValueKind.String ? value.GetString()! : throw CreateMismatchError(name, value, "a string");
    }

    /// <summary>A text, or null where the field is absent or null.</summary>
    public string? GetStringOrNull(string field) =>
        Find(field, out _).ValueKind is JsonValueKind.Null or JsonValueKind.Undefined ? null : GetString(field);

    /// <summary>A number, or null where the field is absent or null.</summary>
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

    /// <summary>An array as it stands, for readers that take it in one go.</summary>
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

    /// <summary>A whole number that is not negative.</summary>
    public int GetInt(string field, int? defaultValue = null)
    {
        JsonElement value = Find(field, out string name);
        return value.ValueKind == JsonValueKind.Undefined && defaultValue is not null ? defaultValue.Value : GetInt(name, value);
    }

    /// <summary>This component itself read as a whole number that is not negative.</summary>
    public int AsInt() => GetInt(path, json);

    public CheckpointException CreateError(string reason) => new(file, path.Length == 0 ? null : path, reason);

    public CheckpointException CreateUnknownTypeError(params string[] supported) =>
        CreateError($"the kind '{Type}' is not known here; known: {string.Join(", ", supported)}");

    private int GetInt(string name, JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number) && number >= 0
            ? number
            : throw CreateMismatchError(name, value, "a whole number from 0 to 2147483647");

    private JsonElement Find(string field, out string name)
    {
        name = path.Length == 0 ? field : $"{path}.{field}";
        if (json.ValueKind != JsonValueKind.Object) throw CreateMismatchError(path, json, "an object");
        return json.TryGetProperty(field, out JsonElement value) ? value : default;
    }

    private CheckpointException CreateMismatchError(string name, JsonElement value, string expected) => new(file, name,
        value.ValueKind == JsonValueKind.Undefined ? $"is missing; {expected} was expected" : $"is {Describe(value)}; {expected} was expected");

    private static string Describe(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        _ => value.GetRawText() is { Length: > 40 } raw ? raw[..40] + "..." : value.GetRawText(),
    };
}
