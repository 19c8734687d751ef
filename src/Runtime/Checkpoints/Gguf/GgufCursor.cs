using System.Buffers.Binary;
using System.Text;

namespace SearchEngine.Runtime.Checkpoints.Gguf;

/// <summary>Reads the header of a GGUF file from front to back. Whatever would lie beyond the file is refused with what was being read.</summary>
internal ref struct GgufCursor(string path, ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    /// <summary>Bytes read so far.</summary>
    public int At { get; private set; }

    /// <summary>Bytes that are left.</summary>
    public readonly int Left => _bytes.Length - At;

    /// <param name="length">Bytes to read.</param>
    /// <param name="part">What is being read, for the error.</param>
    public ReadOnlySpan<byte> Take(UInt128 length, string? part)
    {
        if (length > (UInt128)Left) throw new CheckpointException(path, part, $"takes {length} bytes, but {Left} are left of the file; it was cut short or damaged: copy the model again");
        ReadOnlySpan<byte> taken = _bytes.Slice(At, (int)length);
        At += (int)length;
        return taken;
    }

    public uint UInt32(string? part) => BinaryPrimitives.ReadUInt32LittleEndian(Take(sizeof(uint), part));

    public ulong UInt64(string? part) => BinaryPrimitives.ReadUInt64LittleEndian(Take(sizeof(ulong), part));

    public string Text(string? part) => Encoding.UTF8.GetString(Take(UInt64(part), part));

    /// <summary>How many of something follow, each of which takes at least <paramref name="leastBytes"/>.</summary>
    public int Count(int leastBytes, string part)
    {
        ulong count = UInt64(part);
        if (count > (ulong)(Left / leastBytes))
            throw new CheckpointException(path, part, $"says that there are {count}, for which {Left} bytes are too few; the file was cut short or damaged: copy the model again");
        return (int)count;
    }

    /// <summary>A value of the metadata, with its type before it.</summary>
    public GgufValue Value(string key)
    {
        GgufValueType type = ValueType(key);
        if (type != GgufValueType.Array) return new GgufValue(type, -1, Elements(type, 1, key).ToArray());

        GgufValueType element = ValueType(key);
        if (element == GgufValueType.Array) throw new CheckpointException(path, key, "is an array of arrays, which no model needs and is not read here");
        int count = Count(element == GgufValueType.String ? GgufValue.LengthBytes : GgufValue.SizeOf(element), key);
        return new GgufValue(element, count, Elements(element, count, key).ToArray());
    }

    private GgufValueType ValueType(string key)
    {
        GgufValueType type = (GgufValueType)UInt32(key);
        return Enum.IsDefined(type) ? type : throw new CheckpointException(path, key, $"is of type {(uint)type}; known are {(uint)GgufValueType.UInt8} to {(uint)GgufValueType.Float64}");
    }

    private ReadOnlySpan<byte> Elements(GgufValueType type, int count, string key)
    {
        if (type != GgufValueType.String) return Take((UInt128)count * (UInt128)GgufValue.SizeOf(type), key);
        int start = At;
        for (int i = 0; i < count; i++) Take(UInt64(key), key);
        return _bytes[start..At];
    }
}
