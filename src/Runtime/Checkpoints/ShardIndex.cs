using System.Text.Json;

namespace SearchEngine.Runtime.Checkpoints;

/// <summary>Maps tensors to shards (model.safetensors.index.json). Shards must be in the model's folder.</summary>
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

    /// <summary>Paths of the shards, sorted by name.</summary>
    public IReadOnlyList<string> Shards { get; }

    public static bool Exists(string folder) => File.Exists(System.IO.Path.Combine(folder, FileName));

    public static ShardIndex? ReadIfExists(string folder)
    {
        string path = System.IO.Path.Combine(folder, FileName);
        if (JsonFile.ReadIfExists(path) is not { } file) return null;
        if (file.GetObjectOrNull(WeightMapField) is not { } map)
            throw new CheckpointException(path, WeightMapField, "is missing; it must list the shard of every tensor");

        Dictionary<string, string> shardOfTensor = new(StringComparer.Ordinal);
        foreach (JsonProperty entry in map.Root.EnumerateObject())
            shardOfTensor[entry.Name] = System.IO.Path.Combine(folder, ReadShardName(path, map, entry.Name));
        if (shardOfTensor.Count == 0) throw new CheckpointException(path, WeightMapField, "lists no tensors");
        ShardIndex index = new(path, shardOfTensor);
        return index.Shards.FirstOrDefault(shard => !File.Exists(shard)) is { } missing
            ? throw new CheckpointException(missing, null, $"does not exist, but {FileName} lists it; copy the model again")
            : index;
    }

    /// <summary>
    /// Checks that each tensor is in the shard that the index names; <paramref name="find"/> returns the file that contains a tensor, or
    /// null.
    /// </summary>
    public void RequireTensors(Func<string, SafetensorsFile?> find)
    {
        foreach ((string tensor, string shard) in _shardOfTensor)
        {
            if (find(tensor)?.Path != shard)
                throw new CheckpointException(shard, tensor, $"is not in this file, although {FileName} says so; copy the model again");
        }
    }

    /// <summary>
    /// Reads a shard's name, which must be a plain file name on every platform: a separator, drive or parent folder would lead elsewhere.
    /// </summary>
    private static string ReadShardName(string path, JsonFile map, string tensor)
    {
        string name = map.GetString(tensor);
        if (name is "" or "." or ".." || name.AsSpan().ContainsAny('/', '\\', ':') || name.Contains('\0', StringComparison.Ordinal))
        {
            throw new CheckpointException(
                path, $"{WeightMapField}.{tensor}", $"is '{name}', which is not a file name; shards must be in the folder of their index");
        }
        return name;
    }
}
