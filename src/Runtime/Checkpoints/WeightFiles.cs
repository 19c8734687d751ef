using System.IO.Hashing;
using System.Text;

namespace SearchEngine.Runtime.Checkpoints;

/// <summary>
/// The weights of a model folder: model.safetensors, or the shards listed in model.safetensors.index.json. All shards are opened and
/// validated first, so that an incomplete copy is rejected before any tensor is read.
/// </summary>
internal sealed class WeightFiles : IDisposable
{
    public const string SingleFile = "model.safetensors";

    private readonly Dictionary<string, SafetensorsFile> _tensors = new(StringComparer.Ordinal);

    private WeightFiles(string path, IReadOnlyList<SafetensorsFile> files)
    {
        (Path, Files) = (path, files);
        foreach (SafetensorsFile file in files)
        {
            foreach (string tensor in file.Tensors.Keys)
            {
                if (!_tensors.TryAdd(tensor, file))
                    throw new CheckpointException(file.Path, tensor, $"is also in {System.IO.Path.GetFileName(_tensors[tensor].Path)}");
            }
        }
    }

    /// <summary>The file that lists the tensors: the weights file itself, or the index of its shards.</summary>
    public string Path { get; }

    /// <summary>The files that hold the tensors.</summary>
    public IReadOnlyList<SafetensorsFile> Files { get; }

    /// <summary>Returns whether a folder has weights for <see cref="Open(string)"/> to open, valid or not.</summary>
    public static bool Exist(string folder) => File.Exists(System.IO.Path.Combine(folder, SingleFile)) || ShardIndex.Exists(folder);

    public static WeightFiles Open(string folder)
    {
        string single = System.IO.Path.Combine(folder, SingleFile);
        if (File.Exists(single)) return Open(single, [single], index: null);
        if (ShardIndex.ReadIfExists(folder) is { } index) return Open(index.Path, index.Shards, index);
        if (FindPickle(folder) is not { } pickle) throw new CheckpointException(single, null, "does not exist; copy the model again");
        string danger = $"the folder has its weights in {pickle}, a pickle, and reading a pickle can run arbitrary code";
        const string Remedy = "convert it to safetensors first (load it with transformers, then save_pretrained)";
        throw new CheckpointException(single, null, $"does not exist; {danger}: {Remedy}");
    }

    /// <summary>Returns the file that contains a tensor, or null.</summary>
    public SafetensorsFile? Find(string tensor) => _tensors.GetValueOrDefault(tensor);

    /// <summary>XXH3-128 of the file; for several files, of their names and hashes.</summary>
    public string Hash()
    {
        if (Files.Count == 1) return Files[0].Hash();
        string hashes = string.Concat(Files.Select(file => $"{System.IO.Path.GetFileName(file.Path)} {file.Hash()}\n"));
        return Convert.ToHexStringLower(XxHash128.Hash(Encoding.UTF8.GetBytes(hashes)));
    }

    public void Dispose() => DisposeAll(Files);

    private static WeightFiles Open(string path, IReadOnlyList<string> paths, ShardIndex? index)
    {
        List<SafetensorsFile> files = [];
        try
        {
            foreach (string file in paths) files.Add(SafetensorsFile.Open(file));
            WeightFiles weights = new(path, files);
            index?.RequireTensors(weights.Find);
            return weights;
        }
        catch
        {
            DisposeAll(files);
            throw;
        }
    }

    private static string? FindPickle(string folder) =>
        Directory.EnumerateFiles(folder, "pytorch_model*.bin")
            .Select(System.IO.Path.GetFileName)
            .Order(StringComparer.Ordinal)
            .FirstOrDefault();

    private static void DisposeAll(IEnumerable<SafetensorsFile> files)
    {
        foreach (SafetensorsFile file in files) file.Dispose();
    }
}
