using System.Buffers.Binary;
using System.Text;

namespace SearchEngine.Runtime.Checkpoints.Gguf;

/// <summary>Reads the header of a GGUF file from front to back. Whatever would lie beyond the file is refused with what was being read.</summary>
internal ref struct GgufReader(string path, ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    /// <summary>Bytes read so far.</summary>
    public int Position { get; private set; }

    /// <summary>Bytes that are left.</summary>
    public readonly int Remaining => _bytes.Length - Position;

    /// <param name="length">Bytes to read.</param>
    /// <param name="part">What is being read, for the error.</param>
    public ReadOnlySpan<byte> ReadBytes(UInt128 length, string? part)
    {
        if (length > (UInt128)Remaining) throw new CheckpointException(path, part, $"takes {length} bytes, but {Remaining} are left of the file; it was cut short or damaged: copy the model again");
        ReadOnlySpan<byte> taken = _bytes.Slice(Position, (int)length);
        Position += (int)length;
        return taken;
    }

    public uint ReadUInt32(string? part) => BinaryPrimitives.ReadUInt32LittleEndian(ReadBytes(sizeof(uint), part));

    public ulong ReadUInt64(string? part) => BinaryPrimitives.ReadUInt64LittleEndian(ReadBytes(sizeof(ulong), part));

    public string ReadString(string? part) => Encoding.UTF8.GetString(ReadBytes(ReadUInt64(part), part));

    /// <summary>How many of something follow, each of which takes at least <paramref name="minElementBytes"/>.</summary>
    public int ReadCount(int minElementBytes, string part)
    {
        ulong count = ReadUInt64(part);
        if (count > (ulong)(Remaining / minElementBytes))
            throw new CheckpointException(path, part, $"says that there are {count}, for which {Remaining} bytes are too few; the file was cut short or damaged: copy the model again");
        return (int)count;
    }

    /// <summary>A value of the metadata, with its type before it.</summary>
    public GgufValue ReadValue(string key)
    {
        GgufValueType type = ReadValueType(key);
        if (type != GgufValueType.Array) return new GgufValue(type, -1, ReadElements(type, 1, key).ToArray());

        GgufValueType element = ReadValueType(key);
        if (element == GgufValueType.Array) throw new CheckpointException(path, key, "is an array of arrays, which no model needs and is not read here");
        int count = ReadCount(element == GgufValueType.String ? GgufValue.StringLengthBytes : GgufValue.SizeOf(element), key);
        return new GgufValue(element, count, ReadElements(element, count, key).ToArray());
    }

    private GgufValueType ReadValueType(string key)
    {
        GgufValueType type = (GgufValueType)ReadUInt32(key);
        return Enum.IsDefined(type) ? type : throw new CheckpointException(path, key, $"is of type {(uint)type}; known are {(uint)GgufValueType.UInt8} to {(uint)GgufValueType.Float64}");
    }

    private ReadOnlySpan<byte> ReadElements(GgufValueType type, int count, string key)
    {
        if (type != GgufValueType.String) return ReadBytes((UInt128)count * (UInt128)GgufValue.SizeOf(type), key);
        int start = Position;
        for (int i = 0; i < count; i++) ReadBytes(ReadUInt64(key), key);
        return _bytes[start..Position];
    }
}
