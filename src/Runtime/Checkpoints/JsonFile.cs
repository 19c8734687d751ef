using System.Text.Json;

namespace SearchEngine.Runtime.Checkpoints;

/// <summary>A JSON object in a file, read field by field, with errors that name the file and the field.</summary>
public sealed class JsonFile
{
    private readonly JsonElement _root;

    private JsonFile(string path, JsonElement root) => (Path, _root) = (path, root);

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
    public int Int(string field) => Find(field, JsonValueKind.Number) is { } value && value.TryGetInt32(out int number)
        ? number
        : throw Missing(field, "a whole number");

    /// <summary>A number, or <paramref name="otherwise"/> where the field is absent or null.</summary>
    public double Double(string field, double otherwise) => Find(field, JsonValueKind.Number)?.GetDouble() ?? otherwise;

    /// <summary>A whole number, or null where the field is absent or null.</summary>
    public int? IntOrNull(string field) => Find(field, JsonValueKind.Number) is null ? null : Int(field);

    /// <summary>A field that must be a string.</summary>
    public string String(string field) => StringOrNull(field) ?? throw Missing(field, "a string");

    /// <summary>A string, or null where the field is absent or null.</summary>
    public string? StringOrNull(string field) => Find(field, JsonValueKind.String)?.GetString();

    /// <summary>A boolean, or false where the field is absent.</summary>
    public bool Flag(string field) => _root.TryGetProperty(field, out JsonElement value) && value.ValueKind == JsonValueKind.True;

    private JsonElement? Find(string field, JsonValueKind kind)
    {
        if (!_root.TryGetProperty(field, out JsonElement value) || value.ValueKind == JsonValueKind.Null) return null;
        return value.ValueKind == kind ? value : throw new CheckpointException(Path, field, $"is a JSON {value.ValueKind}; a {kind} was expected");
    }

    private CheckpointException Missing(string field, string expected) => new(Path, field, $"is missing; {expected} was expected");
}
