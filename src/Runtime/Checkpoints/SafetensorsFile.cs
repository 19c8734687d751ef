namespace SearchEngine.Runtime.Checkpoints;

/// <summary>
/// A memory-mapped safetensors file. The header is validated on opening (lengths, overlaps, dtypes), so that reading a tensor cannot leave
/// the mapping; a broken file causes a <see cref="CheckpointException"/>, never a crash.
/// </summary>
internal sealed class SafetensorsFile : IDisposable
{
    private readonly MappedWeightsFile _map;
    private readonly Dictionary<string, TensorInfo> _tensors;

    private SafetensorsFile(MappedWeightsFile map)
    {
        _map = map;
        int headerLength = SafetensorsHeader.ReadLength(
            map.Path, map.GetBytes(0, Math.Min(map.Length, SafetensorsHeader.LengthBytes)), map.Length);
        _tensors = SafetensorsHeader.Parse(map.Path, map.GetBytes(SafetensorsHeader.LengthBytes, headerLength).ToArray(), map.Length);
    }

    /// <summary>Path of the file.</summary>
    public string Path => _map.Path;

    /// <summary>Size of the file in bytes.</summary>
    public long Length => _map.Length;

    /// <summary>The tensors by name.</summary>
    public IReadOnlyDictionary<string, TensorInfo> Tensors => _tensors;

    /// <summary>Maps the file and validates its header.</summary>
    /// <exception cref="CheckpointException">The file is missing, truncated, or not a safetensors file.</exception>
    public static SafetensorsFile Open(string path)
    {
        MappedWeightsFile map = MappedWeightsFile.Open(path);
        try
        {
            return new SafetensorsFile(map);
        }
        catch
        {
            map.Dispose();
            throw;
        }
    }

    /// <summary>The raw bytes of a tensor, not copied; valid until the file is disposed.</summary>
    public ReadOnlySpan<byte> GetBytes(TensorInfo tensor) => _map.GetBytes(tensor.Offset, tensor.ByteLength);

    /// <summary>Reads a tensor of type F32, F16 or BF16 as float32.</summary>
    /// <param name="tensor">One of <see cref="Tensors"/>.</param>
    /// <param name="destination">At least <see cref="TensorInfo.Count"/> elements.</param>
    public void Read(TensorInfo tensor, Span<float> destination)
    {
        ReadOnlySpan<byte> bytes = GetBytes(tensor);
        switch (tensor.Type)
        {
            case TensorType.F32:
                FloatBytes.ReadF32(bytes, destination);
                break;
            case TensorType.F16:
                FloatBytes.ReadF16(bytes, destination);
                break;
            case TensorType.BF16:
                FloatBytes.ReadBF16(bytes, destination);
                break;
            default:
                throw new CheckpointException(Path, tensor.Name, $"is {tensor.Type}, but weights are F32, F16 or BF16");
        }
    }

    /// <summary>XXH3-128 of the file in hexadecimal, cached until the file changes.</summary>
    internal string Hash() => _map.Hash();

    /// <summary>Unmaps the file.</summary>
    public void Dispose() => _map.Dispose();
}
