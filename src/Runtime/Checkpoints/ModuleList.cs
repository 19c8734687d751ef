using System.Text.Json;

namespace SearchEngine.Runtime.Checkpoints;

/// <summary>Reads the list of modules that a sentence-transformers folder runs one after another (modules.json).</summary>
internal static class ModuleList
{
    public static IReadOnlyList<(string Type, string Path)> Read(string path)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
            return [.. document.RootElement.EnumerateArray().Select(module =>
                (module.GetProperty("type").GetString() ?? "", module.GetProperty("path").GetString() ?? ""))];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new CheckpointException(path, null, $"must be a list of modules with type and path ({e.Message})", e);
        }
    }
}
