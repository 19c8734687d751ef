using System.Text.Json;
using System.Text.Json.Serialization;

namespace SearchEngine.Corpus.Mixing;

/// <summary>Writes one line of JSON per mixed file, ordered by path.</summary>
internal static class Manifest
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static void Write(IEnumerable<MixedFile> files, string path)
    {
        using StreamWriter writer = new(path) { NewLine = "\n" };
        foreach (MixedFile file in files.OrderBy(file => file.Path, StringComparer.Ordinal))
        {
            writer.WriteLine(JsonSerializer.Serialize(file, Options));
        }
    }

    public static string GetName(FileState state) => JsonNamingPolicy.CamelCase.ConvertName(state.ToString());
}
