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
    private const int MostDimensions = 4, DefaultAlignment = 32;

    /// <summary>The least that an entry takes: an empty name with a byte, and an empty name with one dimension.</summary>
    private const int LeastValue = 8 + 4 + 1, LeastTensor = 8 + 4 + 8 + 4 + 8;

    private const string AlignmentKey = "general.alignment";

    /// <param name="path">Path of the file, for errors.</param>
    /// <param name="start">The first bytes of the file; all of them, where it is not larger than an array.</param>
    /// <param name="fileLength">Bytes of the file.</param>
    public static (GgufMetadata Metadata, Dictionary<string, GgufTensor> Tensors) Read(string path, ReadOnlySpan<byte> start, long fileLength)
    {
        GgufCursor cursor = new(path, start);
        CheckStart(path, ref cursor);
        int tensorCount = cursor.Count(LeastTensor, "tensor_count"), valueCount = cursor.Count(LeastValue, "metadata_kv_count");

        Dictionary<string, GgufValue> values = new(StringComparer.Ordinal);
        for (int i = 0; i < valueCount; i++)
        {
            string key = cursor.Text($"the key of value {i}");
            if (!values.TryAdd(key, cursor.Value(key))) throw new CheckpointException(path, key, "appears twice in the metadata");
        }
        GgufMetadata metadata = new(path, values);

        List<TensorEntry> entries = [];
        for (int i = 0; i < tensorCount; i++) entries.Add(ReadEntry(path, ref cursor, i));
        return (metadata, Place(path, entries, Alignment(metadata), cursor.At, fileLength));
    }

    private static void CheckStart(string path, ref GgufCursor cursor)
    {
        if (cursor.Left < 24) throw new CheckpointException(path, null, $"{cursor.Left} bytes are too short for a GGUF file");
        if (cursor.UInt32(null) != Magic) throw new CheckpointException(path, "magic", "is not 'GGUF': this is no GGUF file");
        uint version = cursor.UInt32("version");
        if (BinaryPrimitives.ReverseEndianness(version) is 2 or 3) throw new CheckpointException(path, "version", "the file is big-endian; convert the model for a little-endian machine");
        if (version is not (2 or 3)) throw new CheckpointException(path, "version", $"is {version}; known are 2 and 3: convert the model again");
    }

    private static int Alignment(GgufMetadata metadata)
    {
        int alignment = metadata.IntOrNull(AlignmentKey) ?? DefaultAlignment;
        return alignment > 0 && BitOperations.IsPow2(alignment) ? alignment : throw metadata.Error(AlignmentKey, $"is {alignment}; a power of 2 was expected");
    }

    private static TensorEntry ReadEntry(string path, ref GgufCursor cursor, int index)
    {
        string name = cursor.Text($"the name of tensor {index}");
        uint dimensions = cursor.UInt32(name);
        if (dimensions is 0 or > MostDimensions) throw new CheckpointException(path, name, $"has {dimensions} dimensions; 1 to {MostDimensions} were expected");
        ulong[] innermostFirst = new ulong[dimensions];
        for (int i = 0; i < innermostFirst.Length; i++) innermostFirst[i] = cursor.UInt64(name);
        return new TensorEntry(name, innermostFirst, cursor.UInt32(name), cursor.UInt64(name));
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
        RefuseOverlaps(path, tensors.Values);
        return tensors;
    }

    private static GgufTensor Place(string path, TensorEntry entry, int alignment, long dataStart, long available)
    {
        TensorFormat format = TensorFormats.Find(entry.Type)
            ?? throw new CheckpointException(path, entry.Name, $"is of type {entry.Type}, which is not known here; known are {TensorFormats.Known}: quantize the model to one of them");
        ulong[] outermostFirst = [.. entry.InnermostFirst.Reverse()];
        UInt128 count = 1;
        foreach (ulong size in outermostFirst)
        {
            count *= size;
            if (size == 0 || count > long.MaxValue) throw new CheckpointException(path, entry.Name, $"shape [{string.Join(", ", outermostFirst)}] is not that of a tensor");
        }
        if (outermostFirst[^1] % (ulong)format.Elements != 0)
            throw new CheckpointException(path, entry.Name, $"shape [{string.Join(", ", outermostFirst)}] is not whole blocks of {format.Elements}, as {format.Type} has them");

        UInt128 length = count / (UInt128)format.Elements * (UInt128)format.Bytes;
        if (entry.Offset % (ulong)alignment != 0) throw new CheckpointException(path, entry.Name, $"lies at byte {entry.Offset} of the data, which is no multiple of {alignment}");
        if (entry.Offset + length > (UInt128)available)
            throw new CheckpointException(path, entry.Name, $"ends at byte {entry.Offset + length} of the data, but the file has {available}; it was cut short: copy the model again");
        return new GgufTensor(entry.Name, format.Type, Array.ConvertAll(outermostFirst, size => (long)size), dataStart + (long)entry.Offset, (long)length);
    }

    private static void RefuseOverlaps(string path, IEnumerable<GgufTensor> tensors)
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
