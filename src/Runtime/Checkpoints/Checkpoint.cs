namespace SearchEngine.Runtime.Checkpoints;

/// <summary>A Hugging Face model folder: config.json and weights, opened and checked but not yet read.</summary>
public sealed class Checkpoint : IDisposable
{
    private readonly WeightFiles _weights;
    private readonly Lazy<string> _weightsHash;

    private Checkpoint(string folder, JsonFile config, WeightFiles weights)
    {
        (Folder, Config, _weights) = (folder, config, weights);
        _weightsHash = new Lazy<string>(weights.Hash);
    }

    /// <summary>The folder.</summary>
    public string Folder { get; }

    /// <summary>config.json.</summary>
    public JsonFile Config { get; }

    /// <summary>The architecture family: "bert", "modernbert" and so on.</summary>
    public string ModelType => Config.String("model_type");

    /// <summary>XXH3-128 of the weights, in hexadecimal.</summary>
    public string WeightsHash => _weightsHash.Value;

    /// <summary>Opens a model folder.</summary>
    /// <exception cref="CheckpointException">The folder or one of its files is missing or damaged.</exception>
    public static Checkpoint Open(string folder)
    {
        if (!Directory.Exists(folder)) throw new CheckpointException(folder, null, "no such model folder");
        JsonFile config = JsonFile.Read(Path.Combine(folder, "config.json"));
        return new Checkpoint(folder, config, WeightFiles.Open(folder));
    }

    /// <summary>Whether the weights hold a tensor of that name.</summary>
    public bool Has(string name) => _weights.Find(name) is not null;

    /// <summary>Reads a tensor as float32, row-major.</summary>
    /// <param name="name">Name within the checkpoint.</param>
    /// <param name="shape">The shape that the configuration asks for.</param>
    /// <exception cref="CheckpointException">The tensor is missing, of another shape, or holds NaN or infinity.</exception>
    public float[] Read(string name, params ReadOnlySpan<long> shape)
    {
        if (_weights.Find(name) is not { } file) throw new CheckpointException(_weights.Path, name, "is missing; the folder's config.json asks for it");
        TensorInfo tensor = file.Tensors[name];
        if (!shape.SequenceEqual([.. tensor.Shape]))
            throw new CheckpointException(file.Path, name, $"has shape [{string.Join(", ", tensor.Shape)}]; config.json asks for [{string.Join(", ", shape.ToArray())}]");

        float[] values = new float[tensor.Count];
        file.Read(tensor, values);
        if (!System.Numerics.Tensors.TensorPrimitives.IsFiniteAll<float>(values))
            throw new CheckpointException(file.Path, name, "holds NaN or infinity");
        return values;
    }

    /// <summary>Unmaps the weights.</summary>
    public void Dispose() => _weights.Dispose();
}
