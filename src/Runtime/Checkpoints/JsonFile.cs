using System.Text.Json;

namespace SearchEngine.Runtime.Checkpoints;

/// <summary>A JSON object read from a file. Errors name the file and the field.</summary>
internal sealed class JsonFile
{
    private readonly JsonElement _root;
    private readonly string _prefix;

    private JsonFile(string path, JsonElement root, string prefix = "") => (Path, _root, _prefix) = (path, root, prefix);

    /// <summary>Path of the file.</summary>
    public string Path { get; }

    /// <summary>The JSON object itself, for values that are not plain fields.</summary>
    public JsonElement Root => _root;

    /// <summary>Reads a file.</summary>
    /// <exception cref="CheckpointException">The file is missing or does not contain a JSON object.</exception>
    public static JsonFile Read(string path)
    {
        if (!File.Exists(path)) throw new CheckpointException(path, null, "does not exist; copy the model again");
        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
            JsonElement root = document.RootElement;
            return root.ValueKind == JsonValueKind.Object
                ? new JsonFile(path, root.Clone())
                : throw new CheckpointException(path, null, $"contains a JSON {root.ValueKind}, but must contain an object");
        }
        catch (JsonException e)
        {
            throw new CheckpointException(path, null, $"is not valid JSON ({e.Message}); copy the model again", e);
        }
    }

    /// <summary>Reads a file, or returns null if it does not exist.</summary>
    public static JsonFile? ReadIfExists(string path) => File.Exists(path) ? Read(path) : null;

    /// <summary>Returns a required integer.</summary>
    public int GetInt(string field) => GetIntOrNull(field) ?? throw CreateMissingError(field, "an integer");

    /// <summary>Returns a required integer that some files store under another name.</summary>
    public int GetInt(string field, string alternativeField) => GetIntOrNull(field) ?? GetIntOrNull(alternativeField)
        ?? throw CreateMissingError($"{field} (or {alternativeField})", "an integer");

    /// <summary>Returns a required integer that must be at least 1.</summary>
    public int GetPositiveInt(string field) => RequirePositive(field, GetInt(field));

    /// <summary>Returns a required integer that must be at least 1 and that some files store under another name.</summary>
    public int GetPositiveInt(string field, string alternativeField) => RequirePositive(field, GetInt(field, alternativeField));

    /// <summary>Returns a number, or <paramref name="defaultValue"/> if the field is absent or null.</summary>
    public double GetDouble(string field, double defaultValue) => GetDoubleOrNull(field) ?? defaultValue;

    /// <summary>Returns a number, or null if the field is absent or null.</summary>
    public double? GetDoubleOrNull(string field) => Find(field, JsonValueKind.Number)?.GetDouble();

    /// <summary>Returns an integer, or null if the field is absent or null.</summary>
    public int? GetIntOrNull(string field)
    {
        if (Find(field, JsonValueKind.Number) is not { } value) return null;
        return value.TryGetInt32(out int number)
            ? number
            : throw CreateError(field, $"is {value.GetRawText()}, but must be a 32-bit integer");
    }

    /// <summary>Returns a required string.</summary>
    public string GetString(string field) => GetStringOrNull(field) ?? throw CreateMissingError(field, "a string");

    /// <summary>Returns a string, or null if the field is absent or null.</summary>
    public string? GetStringOrNull(string field) => Find(field, JsonValueKind.String)?.GetString();

    /// <summary>Returns a boolean, or false if the field is absent.</summary>
    public bool GetBool(string field) => _root.TryGetProperty(field, out JsonElement value) && value.ValueKind == JsonValueKind.True;

    /// <summary>Returns a nested object, or null if the field is absent or null.</summary>
    public JsonFile? GetObjectOrNull(string field) =>
        Find(field, JsonValueKind.Object) is { } value ? new JsonFile(Path, value, $"{_prefix}{field}.") : null;

    /// <summary>Returns a list of strings, or null if the field is absent or null.</summary>
    public IReadOnlyList<string>? GetStringsOrNull(string field)
    {
        return Find(field, JsonValueKind.Array) is { } list ? [.. list.EnumerateArray().Select(ReadString)] : null;

        string ReadString(JsonElement item) => item.ValueKind == JsonValueKind.String
            ? item.GetString()!
            : throw CreateError(field, $"contains {item.GetRawText()}, but must be a list of strings");
    }

    /// <summary>Returns a list of integers, or null if the field is absent or null.</summary>
    public IReadOnlyList<int>? GetIntsOrNull(string field)
    {
        return Find(field, JsonValueKind.Array) is { } list ? [.. list.EnumerateArray().Select(ReadInt)] : null;

        int ReadInt(JsonElement item) => item.ValueKind == JsonValueKind.Number && item.TryGetInt32(out int number)
            ? number
            : throw CreateError(field, $"contains {item.GetRawText()}, but must be a list of integers");
    }

    /// <summary>Throws if the field is present and its value is not one of <paramref name="supported"/>.</summary>
    /// <exception cref="CheckpointException">The value is not supported.</exception>
    public void RequireOneOf(string field, params ReadOnlySpan<string> supported)
    {
        if (GetStringOrNull(field) is not { } value || supported.Contains(value)) return;
        string choices = string.Join(" and ", supported.ToArray().Select(choice => $"'{choice}'"));
        throw CreateError(field, $"is '{value}', but only {choices} {(supported.Length == 1 ? "is" : "are")} supported");
    }

    private int RequirePositive(string field, int value) =>
        value > 0 ? value : throw CreateError(field, $"is {value}, but must be at least 1");

    private JsonElement? Find(string field, JsonValueKind kind)
    {
        if (!_root.TryGetProperty(field, out JsonElement value) || value.ValueKind == JsonValueKind.Null) return null;
        return value.ValueKind == kind ? value : throw CreateError(field, $"is a JSON {value.ValueKind}, but must be a {kind}");
    }

    private CheckpointException CreateMissingError(string field, string expected) =>
        CreateError(field, $"is missing, but must be {expected}");

    private CheckpointException CreateError(string field, string reason) => new(Path, _prefix + field, reason);
}
