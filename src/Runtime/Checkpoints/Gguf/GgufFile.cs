using System.Numerics.Tensors;
using SearchEngine.Runtime.Checkpoints.Gguf.Formats;

namespace SearchEngine.Runtime.Checkpoints.Gguf;

/// <summary>
/// A memory-mapped GGUF file, which holds a model's weights, settings and vocabulary. The header is validated on opening, so that reading a
/// tensor cannot leave the mapping; a broken file causes a <see cref="CheckpointException"/>, never a crash.
/// </summary>
internal sealed class GgufFile : IWeights, IDisposable
{
    private readonly MappedWeightsFile _map;
    private readonly Dictionary<string, GgufTensor> _tensors;
    private readonly Lazy<string> _weightsHash;

    private GgufFile(MappedWeightsFile map)
    {
        _map = map;
        (Metadata, _tensors) = GgufHeader.Read(map.Path, map.GetBytes(0, Math.Min(map.Length, int.MaxValue)), map.Length);
        _weightsHash = new Lazy<string>(map.Hash);
    }

    /// <summary>Path of the file.</summary>
    public string Path => _map.Path;

    /// <summary>Size of the file in bytes.</summary>
    public long Length => _map.Length;

    /// <summary>The model's settings and its tokenizer; remains readable after the file is disposed.</summary>
    public GgufMetadata Metadata { get; }

    /// <summary>The architecture family, such as "llama" or "granitemoe".</summary>
    public string Architecture => Metadata.GetString("general.architecture");

    /// <summary>The tensors by name.</summary>
    public IReadOnlyDictionary<string, GgufTensor> Tensors => _tensors;

    /// <summary>XXH3-128 of the file, in hexadecimal.</summary>
    public string WeightsHash => _weightsHash.Value;

    /// <summary>Maps the file and validates its header.</summary>
    /// <exception cref="CheckpointException">The file is missing, truncated, or not a supported GGUF file.</exception>
    public static GgufFile Open(string path)
    {
        MappedWeightsFile map = MappedWeightsFile.Open(path);
        try
        {
            return new GgufFile(map);
        }
        catch
        {
            map.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public bool Has(string name) => _tensors.ContainsKey(name);

    /// <summary>The raw bytes of a tensor, not copied; valid until the file is disposed.</summary>
    /// <exception cref="CheckpointException">The tensor is larger than 2 GiB.</exception>
    public ReadOnlySpan<byte> GetBytes(GgufTensor tensor) => tensor.ByteLength <= int.MaxValue
        ? _map.GetBytes(tensor.Offset, tensor.ByteLength)
        : throw CreateTooLargeError(tensor);

    /// <inheritdoc/>
    public float[] Read(string name, params ReadOnlySpan<long> shape)
    {
        GgufTensor tensor = Find(name, shape);
        if (tensor.Count > Array.MaxLength) throw CreateTooLargeError(tensor);
        float[] values = GC.AllocateUninitializedArray<float>((int)tensor.Count);
        TensorFormats.Get(tensor.Type).Read(GetBytes(tensor), values);
        return RequireFinite(tensor, values);
    }

    /// <inheritdoc/>
    public QuantizedWeights? ReadQuantizedOrNull(string name, params ReadOnlySpan<long> shape)
    {
        GgufTensor tensor = Find(name, shape);
        QuantizedWeights? blocks = tensor.Type switch
        {
            GgmlType.Q4_0 => Q4_0.Repack(GetBytes(tensor)),
            GgmlType.Q8_0 => Q8_0.Repack(GetBytes(tensor)),
            _ => null,
        };
        if (blocks is not null) RequireFinite(tensor, blocks.Scales);
        return blocks;
    }

    /// <summary>Unmaps the file.</summary>
    public void Dispose() => _map.Dispose();

    private GgufTensor Find(string name, ReadOnlySpan<long> shape)
    {
        if (!_tensors.TryGetValue(name, out GgufTensor? tensor))
            throw new CheckpointException(Path, name, "is missing, but the model's settings require it");
        return shape.SequenceEqual([.. tensor.Shape])
            ? tensor
            : throw new CheckpointException(
                Path,
                name,
                $"has shape [{string.Join(", ", tensor.Shape)}], but the model's settings require [{string.Join(", ", shape.ToArray())}]");
    }

    private float[] RequireFinite(GgufTensor tensor, float[] values) =>
        TensorPrimitives.IsFiniteAll<float>(values)
            ? values
            : throw new CheckpointException(Path, tensor.Name, "contains NaN or infinity; copy the model again");

    private CheckpointException CreateTooLargeError(GgufTensor tensor) =>
        new(Path, tensor.Name, $"has {tensor.Count} elements in {tensor.ByteLength} bytes; tensors of more than 2 GiB are not supported");
}
