using System.Numerics.Tensors;

namespace SearchEngine.Runtime.Checkpoints;

/// <summary>A Hugging Face model folder: config.json and weights, opened and validated; tensors are read on demand.</summary>
internal sealed class Checkpoint : IWeights, IDisposable
{
    private readonly WeightFiles _weights;
    private readonly Lazy<string> _weightsHash;
    private readonly List<CheckpointException>? _errors;

    private Checkpoint(string folder, JsonFile config, WeightFiles weights, List<CheckpointException>? faults)
    {
        (Folder, Config, _weights, _errors) = (folder, config, weights, faults);
        _weightsHash = new Lazy<string>(weights.Hash);
    }

    /// <summary>Path of the folder.</summary>
    public string Folder { get; }

    /// <summary>The file that lists the tensors: the weights file itself, or the index of its shards.</summary>
    public string Path => _weights.Path;

    /// <summary>config.json.</summary>
    public JsonFile Config { get; }

    /// <summary>The architecture family, such as "bert" or "modernbert".</summary>
    public string ModelType => Config.GetString("model_type");

    /// <summary>The files that hold the weights.</summary>
    public IReadOnlyList<SafetensorsFile> Files => _weights.Files;

    /// <summary>XXH3-128 of the weights, in hexadecimal.</summary>
    public string WeightsHash => _weightsHash.Value;

    /// <summary>Opens a model folder.</summary>
    /// <exception cref="CheckpointException">The folder or one of its files is missing or damaged.</exception>
    public static Checkpoint Open(string folder) => Open(folder, errors: null);

    /// <summary>
    /// Opens a model folder in order to collect everything that is wrong with its tensors: <see cref="Read"/> adds the error to the list
    /// and returns zeros.
    /// </summary>
    /// <exception cref="CheckpointException">The folder or one of its files is missing or damaged.</exception>
    internal static Checkpoint OpenForValidation(string folder, List<CheckpointException> errors) => Open(folder, errors);

    /// <summary>Reads a folder's config.json.</summary>
    /// <exception cref="CheckpointException">The folder or the file is missing, or the file is not JSON.</exception>
    public static JsonFile ReadConfig(string folder) => Directory.Exists(folder)
        ? JsonFile.Read(System.IO.Path.Combine(folder, "config.json"))
        : throw new CheckpointException(
            folder, null, "there is no such model folder; set SEARCHENGINE_MODELS to the folder that contains your models");

    /// <summary>Returns whether a folder holds safetensors weights, in one file or in shards.</summary>
    public static bool HasWeights(string folder) => WeightFiles.Exist(folder);

    private static Checkpoint Open(string folder, List<CheckpointException>? errors) =>
        new(folder, ReadConfig(folder), WeightFiles.Open(folder), errors);

    /// <summary>Returns whether the weights contain a tensor with this name.</summary>
    public bool Has(string name) => _weights.Find(name) is not null;

    /// <summary>Reads a tensor as float32, row-major.</summary>
    /// <param name="name">Name of the tensor in the checkpoint.</param>
    /// <param name="shape">The shape that the configuration requires.</param>
    /// <exception cref="CheckpointException">The tensor is missing, has another shape, or contains NaN or infinity.</exception>
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

    /// <summary>Always returns null: safetensors files have no block-quantized tensors.</summary>
    public QuantizedWeights? ReadQuantizedOrNull(string name, params ReadOnlySpan<long> shape) => null;

    /// <summary>
    /// Number of elements in a tensor; null if an array of that size cannot be allocated, so that absurd sizes in a configuration end the
    /// validation.
    /// </summary>
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
        if (_weights.Find(name) is not { } file)
            throw new CheckpointException(_weights.Path, name, "is missing, but the folder's config.json requires it");
        TensorInfo tensor = file.Tensors[name];
        if (!shape.SequenceEqual([.. tensor.Shape]))
        {
            throw new CheckpointException(
                file.Path,
                name,
                $"has shape [{string.Join(", ", tensor.Shape)}], but config.json requires [{string.Join(", ", shape.ToArray())}]");
        }

        float[] values = new float[tensor.Count];
        file.Read(tensor, values);
        if (!TensorPrimitives.IsFiniteAll<float>(values))
            throw new CheckpointException(file.Path, name, "contains NaN or infinity; copy the model again");
        return values;
    }

    /// <summary>Unmaps the weights.</summary>
    public void Dispose() => _weights.Dispose();
}
