using System.Text.Json;

namespace SearchEngine.Runtime.Checkpoints;

/// <summary>Which shard holds which tensor (model.safetensors.index.json). Shards lie in the model's folder and nowhere else.</summary>
internal sealed class ShardIndex
{
    private const string FileName = "model.safetensors.index.json";
    private const string WeightMapField = "weight_map";

    private readonly Dictionary<string, string> _shardOfTensor;

    private ShardIndex(string path, Dictionary<string, string> shardOfTensor)
    {
        (Path, _shardOfTensor) = (path, shardOfTensor);
        Shards = [.. shardOfTensor.Values.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    /// <summary>Path of the index.</summary>
    public string Path { get; }

    /// <summary>Paths of the shards, in order of their names.</summary>
    public IReadOnlyList<string> Shards { get; }

    public static bool Exists(string folder) => File.Exists(System.IO.Path.Combine(folder, FileName));

    public static ShardIndex? ReadIfExists(string folder)
    {
        string path = System.IO.Path.Combine(folder, FileName);
        if (JsonFile.ReadIfExists(path) is not { } file) return null;
        if (file.GetObjectOrNull(WeightMapField) is not { } map) throw new CheckpointException(path, WeightMapField, "is missing; it names the shard of every tensor");

        Dictionary<string, string> shardOfTensor = new(StringComparer.Ordinal);
        foreach (JsonProperty entry in map.Root.EnumerateObject()) shardOfTensor[entry.Name] = System.IO.Path.Combine(folder, ReadShardName(path, map, entry.Name));
        if (shardOfTensor.Count == 0) throw new CheckpointException(path, WeightMapField, "names no tensor");
        ShardIndex index = new(path, shardOfTensor);
        return index.Shards.FirstOrDefault(shard => !File.Exists(shard)) is { } missing
            ? throw new CheckpointException(missing, null, $"does not exist, and {FileName} names it; copy the model again")
            : index;
    }

    /// <summary>Checks that each tensor lies in the shard that the index names.</summary>
    /// <param name="find">The file that holds a tensor, or null.</param>
    public void RequireTensors(Func<string, SafetensorsFile?> find)
    {
        foreach ((string tensor, string shard) in _shardOfTensor)
        {
            if (find(tensor)?.Path != shard) throw new CheckpointException(shard, tensor, $"is not in this file, where {FileName} says it is; copy the model again");
        }
    }

    /// <summary>A plain file name, on every system: a separator, a drive or a parent would lead elsewhere.</summary>
    private static string ReadShardName(string path, JsonFile map, string tensor)
    {
        string name = map.GetString(tensor);
        if (name is "" or "." or ".." || name.AsSpan().ContainsAny('/', '\\', ':') || name.Contains('\0', StringComparison.Ordinal))
            throw new CheckpointException(path, $"{WeightMapField}.{tensor}", $"'{name}' is not the name of a file in the model's folder; shards lie beside their index");
        return name;
    }
}
