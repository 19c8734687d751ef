using System.Text.Json;

namespace SearchEngine.Runtime.Checkpoints;

/// <summary>
/// Reads the header of a safetensors file: a little-endian length of eight bytes, then JSON that maps each tensor's name to dtype, shape
/// and offsets. Every length and offset is checked against the real size of the file before it is used.
/// </summary>
/// <remarks>Format: huggingface/safetensors, README "Format".</remarks>
internal static class SafetensorsHeader
{
    public const int LengthBytes = 8;

    /// <summary>The limit of the reference implementation; a longer header means that the file is damaged.</summary>
    private const long MaxLength = 100_000_000;

    /// <summary>Reads the length of the JSON from the first eight bytes of a file of <paramref name="fileLength"/> bytes.</summary>
    public static int ReadLength(string file, ReadOnlySpan<byte> start, long fileLength)
    {
        if (start.Length < LengthBytes)
            throw new CheckpointException(file, null, $"{fileLength} bytes are too few for a safetensors file; copy the model again");
        ulong length = System.Buffers.Binary.BinaryPrimitives.ReadUInt64LittleEndian(start);
        if (length > MaxLength)
        {
            throw new CheckpointException(
                file, "header", $"has a length of {length} bytes, but at most {MaxLength} are allowed; copy the model again");
        }
        if ((long)length > fileLength - LengthBytes)
        {
            throw new CheckpointException(
                file,
                "header",
                $"has a length of {length} bytes, but the file has only {fileLength}; it is truncated: copy the model again");
        }
        return (int)length;
    }

    public static Dictionary<string, TensorInfo> Parse(string file, ReadOnlyMemory<byte> json, long fileLength)
    {
        long dataStart = LengthBytes + json.Length;
        Dictionary<string, TensorInfo> tensors = new(StringComparer.Ordinal);
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            foreach (JsonProperty property in document.RootElement.EnumerateObject())
            {
                if (property.NameEquals("__metadata__")) continue;
                if (!tensors.TryAdd(property.Name, Read(file, property, dataStart, fileLength)))
                    throw new CheckpointException(file, property.Name, "appears twice in the header");
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new CheckpointException(file, "header", $"is not the JSON of a safetensors file ({e.Message})", e);
        }
        ThrowIfOverlapping(file, tensors.Values);
        return tensors;
    }

    private static TensorInfo Read(string file, JsonProperty property, long dataStart, long fileLength)
    {
        string name = property.Name;
        string dtype = property.Value.GetProperty("dtype").GetString() ?? "";
        if (!Enum.TryParse(dtype, out TensorType type) || !Enum.IsDefined(type))
        {
            throw new CheckpointException(
                file, name, $"has dtype '{dtype}', which is not supported; supported are {string.Join(", ", Enum.GetNames<TensorType>())}");
        }

        long[] shape = [.. property.Value.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64())];
        long[] offsets = [.. property.Value.GetProperty("data_offsets").EnumerateArray().Select(offset => offset.GetInt64())];
        if (offsets.Length != 2 || offsets[0] < 0 || offsets[1] < offsets[0])
            throw new CheckpointException(file, name, $"has data_offsets [{string.Join(", ", offsets)}], which are not a range");

        long available = fileLength - dataStart;
        if (offsets[1] > available)
        {
            throw new CheckpointException(
                file, name, $"ends at byte {offsets[1]} of the data, but the file has {available}; it is truncated: copy the model again");
        }

        long length = offsets[1] - offsets[0];
        if (ComputeByteLength(shape, type) != length)
        {
            throw new CheckpointException(
                file, name, $"has {length} bytes, which do not match shape [{string.Join(", ", shape)}] of {type}");
        }
        return new TensorInfo(name, type, shape, dataStart + offsets[0], length);
    }

    /// <summary>Size of a tensor in bytes, or -1 if a dimension is negative or the product overflows.</summary>
    private static long ComputeByteLength(long[] shape, TensorType type)
    {
        Int128 bytes = TensorInfo.SizeOf(type);
        foreach (long size in shape)
        {
            bytes *= size;
            if (size < 0 || bytes > long.MaxValue) return -1;
        }
        return (long)bytes;
    }

    private static void ThrowIfOverlapping(string file, IEnumerable<TensorInfo> tensors)
    {
        TensorInfo? before = null;
        foreach (TensorInfo tensor in tensors.Where(t => t.ByteLength > 0).OrderBy(t => t.Offset))
        {
            if (before is not null && tensor.Offset < before.Offset + before.ByteLength)
                throw new CheckpointException(file, tensor.Name, $"overlaps tensor '{before.Name}'");
            before = tensor;
        }
    }
}
