using System.Text.Json;

namespace SearchEngine.Runtime.Checkpoints;

/// <summary>A JSON object in a file, read field by field, with errors that name the file and the field.</summary>
public sealed class JsonFile
{
    private readonly JsonElement _root;
    private readonly string _prefix;

    private JsonFile(string path, JsonElement root, string within = "") => (Path, _root, _prefix) = (path, root, within);

    /// <summary>Path of the file.</summary>
    public string Path { get; }

    /// <summary>The object itself, for what is not a plain field.</summary>
    public JsonElement Root => _root;

    /// <summary>Reads the file.</summary>
    /// <exception cref="CheckpointException">The file is missing or not a JSON object.</exception>
    public static JsonFile Read(string path)
    {
        if (!File.Exists(path)) throw new CheckpointException(path, null, "does not exist");
        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
            if (document.RootElement.ValueKind == JsonValueKind.Object) return new JsonFile(path, document.RootElement.Clone());
            throw new CheckpointException(path, null, $"holds a JSON {document.RootElement.ValueKind}, not an object");
        }
        catch (JsonException e)
        {
            throw new CheckpointException(path, null, $"is not JSON ({e.Message})", e);
        }
    }

    /// <summary>Reads the file, or gives null where there is none.</summary>
    public static JsonFile? ReadIfExists(string path) => File.Exists(path) ? Read(path) : null;

    /// <summary>A field that must be a whole number.</summary>
    public int GetInt(string field) => Find(field, JsonValueKind.Number) is { } value && value.TryGetInt32(out int number)
        ? number
        : throw CreateMissingError(field, "a whole number");

    /// <summary>A field that must be a whole number and that some files spell otherwise.</summary>
    public int GetInt(string field, string alternativeField) => GetIntOrNull(field) ?? GetIntOrNull(alternativeField) ?? throw CreateMissingError($"{field} (or {alternativeField})", "a whole number");

    /// <summary>A field that must be a whole number of at least 1.</summary>
    public int GetPositiveInt(string field) => RequirePositive(field, GetInt(field));

    /// <summary>A field that must be a whole number of at least 1 and that some files spell otherwise.</summary>
    public int GetPositiveInt(string field, string alternativeField) => RequirePositive(field, GetInt(field, alternativeField));

    /// <summary>A number, or <paramref name="defaultValue"/> where the field is absent or null.</summary>
    public double GetDouble(string field, double defaultValue) => GetDoubleOrNull(field) ?? defaultValue;

    /// <summary>A number, or null where the field is absent or null.</summary>
    public double? GetDoubleOrNull(string field) => Find(field, JsonValueKind.Number)?.GetDouble();

    /// <summary>A whole number, or null where the field is absent or null.</summary>
    public int? GetIntOrNull(string field) => Find(field, JsonValueKind.Number) is null ? null : GetInt(field);

    /// <summary>A field that must be a string.</summary>
    public string GetString(string field) => GetStringOrNull(field) ?? throw CreateMissingError(field, "a string");

    /// <summary>A string, or null where the field is absent or null.</summary>
    public string? GetStringOrNull(string field) => Find(field, JsonValueKind.String)?.GetString();

    /// <summary>A boolean, or false where the field is absent.</summary>
    public bool GetBool(string field) => _root.TryGetProperty(field, out JsonElement value) && value.ValueKind == JsonValueKind.True;

    /// <summary>An object within the object, or null where the field is absent or null.</summary>
    public JsonFile? GetObjectOrNull(string field) => Find(field, JsonValueKind.Object) is { } section ? new JsonFile(Path, section, $"{_prefix}{field}.") : null;

    /// <summary>A list of strings, or null where the field is absent or null.</summary>
    public IReadOnlyList<string>? GetStringsOrNull(string field)
    {
        if (Find(field, JsonValueKind.Array) is not { } list) return null;
        return [.. list.EnumerateArray().Select(item => item.ValueKind == JsonValueKind.String ? item.GetString()! : throw CreateMissingError(field, "a list of strings"))];
    }

    /// <summary>A list of whole numbers, or null where the field is absent or null.</summary>
    public IReadOnlyList<int>? GetIntsOrNull(string field)
    {
        if (Find(field, JsonValueKind.Array) is not { } list) return null;
        return [.. list.EnumerateArray().Select(item => item.ValueKind == JsonValueKind.Number && item.TryGetInt32(out int number) ? number : throw CreateMissingError(field, "a list of whole numbers"))];
    }

    /// <summary>Refuses a field that is there and says something else than <paramref name="supported"/>.</summary>
    /// <exception cref="CheckpointException">The field names something that is not known here.</exception>
    public void RequireOneOf(string field, params ReadOnlySpan<string> supported)
    {
        if (GetStringOrNull(field) is { } value && !supported.Contains(value))
            throw new CheckpointException(Path, _prefix + field, $"'{value}' is not known; known is {string.Join(", ", supported)}");
    }

    private int RequirePositive(string field, int value) =>
        value > 0 ? value : throw new CheckpointException(Path, _prefix + field, $"is {value}; at least 1 was expected");

    private JsonElement? Find(string field, JsonValueKind kind)
    {
        if (!_root.TryGetProperty(field, out JsonElement value) || value.ValueKind == JsonValueKind.Null) return null;
        return value.ValueKind == kind ? value : throw new CheckpointException(Path, _prefix + field, $"is a JSON {value.ValueKind}; a {kind} was expected");
    }

    private CheckpointException CreateMissingError(string field, string expected) => new(Path, _prefix + field, $"is missing; {expected} was expected");
}
