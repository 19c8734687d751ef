using System.Buffers.Binary;
using System.Numerics;
using SearchEngine.Runtime.Checkpoints.Gguf.Formats;

namespace SearchEngine.Runtime.Checkpoints.Gguf;

/// <summary>
/// Reads the header of a GGUF file: magic, version, counts, metadata, and a name, shape, type and offset for every tensor. Nothing it says is believed
/// before it is checked against the file's real length.
/// </summary>
/// <remarks>Format: ggml-org/ggml, docs/gguf.md.</remarks>
internal static class GgufHeader
{
    private const uint Magic = 0x46554747;
    private const int MaxDimensions = 4, DefaultAlignment = 32;

    /// <summary>The least that an entry takes: an empty name with a byte, and an empty name with one dimension.</summary>
    private const int MinValueBytes = 8 + 4 + 1, MinTensorBytes = 8 + 4 + 8 + 4 + 8;

    private const string AlignmentKey = "general.alignment";

    /// <param name="path">Path of the file, for errors.</param>
    /// <param name="start">The first bytes of the file; all of them, where it is not larger than an array.</param>
    /// <param name="fileLength">Bytes of the file.</param>
    public static (GgufMetadata Metadata, Dictionary<string, GgufTensor> Tensors) Read(string path, ReadOnlySpan<byte> start, long fileLength)
    {
        GgufReader cursor = new(path, start);
        ReadMagicAndVersion(path, ref cursor);
        int tensorCount = cursor.ReadCount(MinTensorBytes, "tensor_count"), valueCount = cursor.ReadCount(MinValueBytes, "metadata_kv_count");

        Dictionary<string, GgufValue> values = new(StringComparer.Ordinal);
        for (int i = 0; i < valueCount; i++)
        {
            string key = cursor.ReadString($"the key of value {i}");
            if (!values.TryAdd(key, cursor.ReadValue(key))) throw new CheckpointException(path, key, "appears twice in the metadata");
        }
        GgufMetadata metadata = new(path, values);

        List<TensorEntry> entries = [];
        for (int i = 0; i < tensorCount; i++) entries.Add(ReadEntry(path, ref cursor, i));
        return (metadata, Place(path, entries, ReadAlignment(metadata), cursor.Position, fileLength));
    }

    private static void ReadMagicAndVersion(string path, ref GgufReader cursor)
    {
        if (cursor.Remaining < 24) throw new CheckpointException(path, null, $"{cursor.Remaining} bytes are too short for a GGUF file");
        if (cursor.ReadUInt32(null) != Magic) throw new CheckpointException(path, "magic", "is not 'GGUF': this is no GGUF file");
        uint version = cursor.ReadUInt32("version");
        if (BinaryPrimitives.ReverseEndianness(version) is 2 or 3) throw new CheckpointException(path, "version", "the file is big-endian; convert the model for a little-endian machine");
        if (version is not (2 or 3)) throw new CheckpointException(path, "version", $"is {version}; known are 2 and 3: convert the model again");
    }

    private static int ReadAlignment(GgufMetadata metadata)
    {
        int alignment = metadata.GetIntOrNull(AlignmentKey) ?? DefaultAlignment;
        return alignment > 0 && BitOperations.IsPow2(alignment) ? alignment : throw metadata.CreateError(AlignmentKey, $"is {alignment}; a power of 2 was expected");
    }

    private static TensorEntry ReadEntry(string path, ref GgufReader cursor, int index)
    {
        string name = cursor.ReadString($"the name of tensor {index}");
        uint dimensions = cursor.ReadUInt32(name);
        if (dimensions is 0 or > MaxDimensions) throw new CheckpointException(path, name, $"has {dimensions} dimensions; 1 to {MaxDimensions} were expected");
        ulong[] innermostFirst = new ulong[dimensions];
        for (int i = 0; i < innermostFirst.Length; i++) innermostFirst[i] = cursor.ReadUInt64(name);
        return new TensorEntry(name, innermostFirst, cursor.ReadUInt32(name), cursor.ReadUInt64(name));
    }

    private static Dictionary<string, GgufTensor> Place(string path, List<TensorEntry> entries, int alignment, long headerLength, long fileLength)
    {
        long dataStart = (headerLength + alignment - 1) / alignment * alignment;
        long available = Math.Max(0, fileLength - dataStart);
        Dictionary<string, GgufTensor> tensors = new(StringComparer.Ordinal);
        foreach (TensorEntry entry in entries)
        {
            if (!tensors.TryAdd(entry.Name, Place(path, entry, alignment, dataStart, available))) throw new CheckpointException(path, entry.Name, "appears twice among the tensors");
        }
        ThrowIfOverlapping(path, tensors.Values);
        return tensors;
    }

    private static GgufTensor Place(string path, TensorEntry entry, int alignment, long dataStart, long available)
    {
        TensorFormat format = TensorFormats.Find(entry.Type)
            ?? throw new CheckpointException(path, entry.Name, $"is of type {entry.Type}, which is not known here; known are {TensorFormats.SupportedNames}: quantize the model to one of them");
        ulong[] outermostFirst = [.. entry.InnermostFirst.Reverse()];
        UInt128 count = 1;
        foreach (ulong size in outermostFirst)
        {
            count *= size;
            if (size == 0 || count > long.MaxValue) throw new CheckpointException(path, entry.Name, $"shape [{string.Join(", ", outermostFirst)}] is not that of a tensor");
        }
        if (outermostFirst[^1] % (ulong)format.ElementsPerBlock != 0)
            throw new CheckpointException(path, entry.Name, $"shape [{string.Join(", ", outermostFirst)}] is not whole blocks of {format.ElementsPerBlock}, as {format.Type} has them");

        UInt128 length = count / (UInt128)format.ElementsPerBlock * (UInt128)format.BytesPerBlock;
        if (entry.Offset % (ulong)alignment != 0) throw new CheckpointException(path, entry.Name, $"lies at byte {entry.Offset} of the data, which is no multiple of {alignment}");
        if (entry.Offset + length > (UInt128)available)
            throw new CheckpointException(path, entry.Name, $"ends at byte {entry.Offset + length} of the data, but the file has {available}; it was cut short: copy the model again");
        return new GgufTensor(entry.Name, format.Type, Array.ConvertAll(outermostFirst, size => (long)size), dataStart + (long)entry.Offset, (long)length);
    }

    private static void ThrowIfOverlapping(string path, IEnumerable<GgufTensor> tensors)
    {
        GgufTensor? before = null;
        foreach (GgufTensor tensor in tensors.OrderBy(tensor => tensor.Offset))
        {
            if (before is not null && tensor.Offset < before.Offset + before.ByteLength) throw new CheckpointException(path, tensor.Name, $"overlaps tensor '{before.Name}'");
            before = tensor;
        }
    }

    /// <summary>What the header says of a tensor, unchecked.</summary>
    private readonly record struct TensorEntry(string Name, ulong[] InnermostFirst, uint Type, ulong Offset);
}
