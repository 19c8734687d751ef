using System.Buffers.Binary;
using System.Numerics;
using SearchEngine.Runtime.Checkpoints.Gguf.Formats;

namespace SearchEngine.Runtime.Checkpoints.Gguf;

/// <summary>
/// Reads the header of a GGUF file: magic, version, counts, metadata, and a name, shape, type and offset for every tensor. Every length
/// and offset is checked against the real size of the file before it is used.
/// </summary>
/// <remarks>Format: ggml-org/ggml, docs/gguf.md.</remarks>
internal static class GgufHeader
{
    private const uint Magic = 0x46554747;
    private const int MinFileBytes = 24, MaxDimensions = 4, DefaultAlignment = 32;

    /// <summary>
    /// The smallest possible entries: a one-byte value with an empty name, and a one-dimensional tensor with an empty name.
    /// </summary>
    private const int MinValueBytes = 8 + 4 + 1, MinTensorBytes = 8 + 4 + 8 + 4 + 8;

    private const string AlignmentKey = "general.alignment";

    /// <summary>
    /// Reads the header from <paramref name="start"/>, the first bytes of the file (the whole file if it fits in a span).
    /// </summary>
    public static (GgufMetadata Metadata, Dictionary<string, GgufTensor> Tensors) Read(
        string path, ReadOnlySpan<byte> start, long fileLength)
    {
        GgufReader reader = new(path, start);
        ReadMagicAndVersion(path, ref reader);
        int tensorCount = reader.ReadCount(MinTensorBytes, "tensor_count");
        int valueCount = reader.ReadCount(MinValueBytes, "metadata_kv_count");
        Dictionary<string, GgufValue> values = new(StringComparer.Ordinal);
        for (int i = 0; i < valueCount; i++)
        {
            string key = reader.ReadString($"the key of value {i}");
            if (!values.TryAdd(key, reader.ReadValue(key))) throw new CheckpointException(path, key, "appears twice in the metadata");
        }
        GgufMetadata metadata = new(path, values);
        List<TensorEntry> entries = [];
        for (int i = 0; i < tensorCount; i++) entries.Add(ReadEntry(path, ref reader, i));
        return (metadata, CreateTensors(path, entries, ReadAlignment(metadata), reader.Position, fileLength));
    }

    private static void ReadMagicAndVersion(string path, ref GgufReader reader)
    {
        if (reader.Remaining < MinFileBytes)
            throw new CheckpointException(path, null, $"{reader.Remaining} bytes are too few for a GGUF file; copy the model again");
        if (reader.ReadUInt32(null) != Magic) throw new CheckpointException(path, "magic", "is not 'GGUF': this is not a GGUF file");
        uint version = reader.ReadUInt32("version");
        bool isSupported = version is 2 or 3, isBigEndian = BinaryPrimitives.ReverseEndianness(version) is 2 or 3;
        if (!isSupported)
        {
            throw new CheckpointException(path, "version", isBigEndian
                ? "is big-endian, which is not supported; convert the model for a little-endian machine"
                : $"is {version}, but only 2 and 3 are supported; convert the model again");
        }
    }

    private static int ReadAlignment(GgufMetadata metadata)
    {
        int alignment = metadata.GetIntOrNull(AlignmentKey) ?? DefaultAlignment;
        return alignment > 0 && BitOperations.IsPow2(alignment)
            ? alignment
            : throw metadata.CreateError(AlignmentKey, $"is {alignment}, but must be a power of 2");
    }

    private static TensorEntry ReadEntry(string path, ref GgufReader reader, int index)
    {
        string name = reader.ReadString($"the name of tensor {index}");
        uint dimensions = reader.ReadUInt32(name);
        if (dimensions is 0 or > MaxDimensions)
            throw new CheckpointException(path, name, $"has {dimensions} dimensions, but 1 to {MaxDimensions} are supported");
        ulong[] innermostFirst = new ulong[dimensions];
        for (int i = 0; i < innermostFirst.Length; i++) innermostFirst[i] = reader.ReadUInt64(name);
        return new TensorEntry(name, innermostFirst, reader.ReadUInt32(name), reader.ReadUInt64(name));
    }

    private static Dictionary<string, GgufTensor> CreateTensors(
        string path, List<TensorEntry> entries, int alignment, long headerLength, long fileLength)
    {
        long dataStart = (headerLength + alignment - 1) / alignment * alignment;
        long available = Math.Max(0, fileLength - dataStart);
        Dictionary<string, GgufTensor> tensors = new(StringComparer.Ordinal);
        foreach (TensorEntry entry in entries)
        {
            GgufTensor tensor = CreateTensor(path, entry, alignment, dataStart, available);
            if (!tensors.TryAdd(entry.Name, tensor)) throw new CheckpointException(path, entry.Name, "appears twice among the tensors");
        }
        ThrowIfOverlapping(path, tensors.Values);
        return tensors;
    }

    private static GgufTensor CreateTensor(string path, TensorEntry entry, int alignment, long dataStart, long available)
    {
        TensorFormat format = TensorFormats.Find(entry.Type) ?? throw Error(
            $"is of type {entry.Type}, which is not supported; quantize the model to one of {TensorFormats.SupportedNames}");
        ulong[] outermostFirst = [.. entry.InnermostFirst.Reverse()];
        string shape = $"[{string.Join(", ", outermostFirst)}]";
        UInt128 count = 1;
        foreach (ulong size in outermostFirst)
        {
            count *= size;
            if (size == 0 || count > long.MaxValue) throw Error($"has shape {shape}, which is empty or too large");
        }
        if (outermostFirst[^1] % (ulong)format.ElementsPerBlock != 0)
            throw Error($"has shape {shape}, whose rows are not whole blocks of {format.ElementsPerBlock} elements as in {format.Type}");
        UInt128 length = count / (UInt128)format.ElementsPerBlock * (UInt128)format.BytesPerBlock;
        if (entry.Offset % (ulong)alignment != 0)
            throw Error($"starts at byte {entry.Offset} of the data, which is not a multiple of {alignment}");
        UInt128 end = entry.Offset + length;
        if (end > (UInt128)available)
            throw Error($"ends at byte {end} of the data, but the file has {available}; it is truncated: copy the model again");
        long[] dimensions = Array.ConvertAll(outermostFirst, size => (long)size);
        return new GgufTensor(entry.Name, format.Type, dimensions, dataStart + (long)entry.Offset, (long)length);

        CheckpointException Error(string reason) => new(path, entry.Name, reason);
    }

    private static void ThrowIfOverlapping(string path, IEnumerable<GgufTensor> tensors)
    {
        GgufTensor? previous = null;
        foreach (GgufTensor tensor in tensors.OrderBy(tensor => tensor.Offset))
        {
            if (previous is not null && tensor.Offset < previous.Offset + previous.ByteLength)
                throw new CheckpointException(path, tensor.Name, $"overlaps tensor '{previous.Name}'");
            previous = tensor;
        }
    }

    /// <summary>The header's unvalidated description of a tensor.</summary>
    private readonly record struct TensorEntry(string Name, ulong[] InnermostFirst, uint Type, ulong Offset);
}
