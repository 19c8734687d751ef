using System.Numerics.Tensors;

namespace SearchEngine.Runtime.Checkpoints;

/// <summary>A Hugging Face model folder: config.json and weights, opened and checked but not yet read.</summary>
public sealed class Checkpoint : IWeights, IDisposable
{
    private readonly WeightFiles _weights;
    private readonly Lazy<string> _weightsHash;
    private readonly List<CheckpointException>? _errors;

    private Checkpoint(string folder, JsonFile config, WeightFiles weights, List<CheckpointException>? faults)
    {
        (Folder, Config, _weights, _errors) = (folder, config, weights, faults);
        _weightsHash = new Lazy<string>(weights.Hash);
    }

    /// <summary>The folder.</summary>
    public string Folder { get; }

    /// <summary>The file that says which tensors there are: the weights themselves or the index of their shards.</summary>
    public string Path => _weights.Path;

    /// <summary>config.json.</summary>
    public JsonFile Config { get; }

    /// <summary>The architecture family: "bert", "modernbert" and so on.</summary>
    public string ModelType => Config.GetString("model_type");

    /// <summary>The files that hold the weights.</summary>
    public IReadOnlyList<SafetensorsFile> Files => _weights.Files;

    /// <summary>XXH3-128 of the weights, in hexadecimal.</summary>
    public string WeightsHash => _weightsHash.Value;

    /// <summary>Opens a model folder.</summary>
    /// <exception cref="CheckpointException">The folder or one of its files is missing or damaged.</exception>
    public static Checkpoint Open(string folder) => Open(folder, errors: null);

    /// <summary>Opens a model folder to see what is wrong with its tensors: <see cref="Read"/> adds a fault to the list and gives zeros.</summary>
    /// <exception cref="CheckpointException">The folder or one of its files is missing or damaged.</exception>
    internal static Checkpoint OpenForValidation(string folder, List<CheckpointException> errors) => Open(folder, errors);

    /// <summary>Reads a folder's config.json.</summary>
    /// <exception cref="CheckpointException">The folder or the file is missing, or the file is not JSON.</exception>
    public static JsonFile ReadConfig(string folder) => Directory.Exists(folder)
        ? JsonFile.Read(System.IO.Path.Combine(folder, "config.json"))
        : throw new CheckpointException(folder, null, "no such model folder; SEARCHENGINE_MODELS can name the folder that models lie in");

    /// <summary>Whether a folder holds weights in safetensors, in one file or in shards.</summary>
    public static bool HasWeights(string folder) => WeightFiles.Exist(folder);

    private static Checkpoint Open(string folder, List<CheckpointException>? errors) => new(folder, ReadConfig(folder), WeightFiles.Open(folder), errors);

    /// <summary>Whether the weights hold a tensor of that name.</summary>
    public bool Has(string name) => _weights.Find(name) is not null;

    /// <summary>Reads a tensor as float32, row-major.</summary>
    /// <param name="name">Name within the checkpoint.</param>
    /// <param name="shape">The shape that the configuration asks for.</param>
    /// <exception cref="CheckpointException">The tensor is missing, of another shape, or holds NaN or infinity.</exception>
    public float[] Read(string name, params ReadOnlySpan<long> shape)
    {
        try
        {
            return ReadValidated(name, shape);
        }
        catch (CheckpointException e) when (_errors is not null && GetElementCount(shape) is { } count)
        {
            if (_errors.All(fault => fault.Part != e.Part)) _errors.Add(e);
            return new float[count];
        }
    }

    /// <summary>Always null: safetensors files hold each weight by itself.</summary>
    public QuantizedWeights? ReadQuantizedOrNull(string name, params ReadOnlySpan<long> shape) => null;

    /// <summary>Numbers in a tensor; null where no memory would hold them, so that a configuration out of all measure ends a survey.</summary>
    private static int? GetElementCount(ReadOnlySpan<long> shape)
    {
        const int Most = 1 << 28;
        Int128 count = 1;
        foreach (long size in shape)
        {
            count *= size;
            if (count > Most) return null;
        }
        return (int)count;
    }

    private float[] ReadValidated(string name, ReadOnlySpan<long> shape)
    {
        if (_weights.Find(name) is not { } file) throw new CheckpointException(_weights.Path, name, "is missing; the folder's config.json asks for it");
        TensorInfo tensor = file.Tensors[name];
        if (!shape.SequenceEqual([.. tensor.Shape]))
            throw new CheckpointException(file.Path, name, $"has shape [{string.Join(", ", tensor.Shape)}]; config.json asks for [{string.Join(", ", shape.ToArray())}]");

        float[] values = new float[tensor.Count];
        file.Read(tensor, values);
        if (!TensorPrimitives.IsFiniteAll<float>(values)) throw new CheckpointException(file.Path, name, "holds NaN or infinity; copy the model again");
        return values;
    }

    /// <summary>Unmaps the weights.</summary>
    public void Dispose() => _weights.Dispose();
}
