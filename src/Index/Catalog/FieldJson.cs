using System.Buffers;
using System.Text;
using System.Text.Json;

namespace SearchEngine.Index.Catalog;

/// <summary>Serializes front-matter fields as a JSON object of strings.</summary>
internal static class FieldJson
{
    private static readonly IReadOnlyDictionary<string, string> Empty = new Dictionary<string, string>();

    public static string Serialize(IReadOnlyDictionary<string, string> fields)
    {
        if (fields.Count == 0) return "{}";
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer))
        {
            json.WriteStartObject();
            foreach ((string name, string value) in fields) json.WriteString(name, value);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public static IReadOnlyDictionary<string, string> Parse(string text)
    {
        if (text == "{}") return Empty;
        Dictionary<string, string> fields = [];
        using JsonDocument json = JsonDocument.Parse(text);
        foreach (JsonProperty field in json.RootElement.EnumerateObject()) fields[field.Name] = field.Value.GetString()!;
        return fields;
    }
}
