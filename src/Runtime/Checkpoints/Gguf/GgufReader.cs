using System.Buffers.Binary;
using System.Text;

namespace SearchEngine.Runtime.Checkpoints.Gguf;

/// <summary>
/// Reads the header of a GGUF file from front to back. A read beyond the end of the file fails with an error that names what was being
/// read.
/// </summary>
internal ref struct GgufReader(string path, ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    /// <summary>Number of bytes read so far.</summary>
    public int Position { get; private set; }

    /// <summary>Number of bytes left.</summary>
    public readonly int Remaining => _bytes.Length - Position;

    /// <summary>Reads a number of bytes; <paramref name="part"/> names what is being read, for the error.</summary>
    public ReadOnlySpan<byte> ReadBytes(UInt128 length, string? part)
    {
        if (length > (UInt128)Remaining)
        {
            throw new CheckpointException(
                path,
                part,
                $"needs {length} bytes, but {Remaining} are left in the file; it is truncated or damaged: copy the model again");
        }
        ReadOnlySpan<byte> taken = _bytes.Slice(Position, (int)length);
        Position += (int)length;
        return taken;
    }

    public uint ReadUInt32(string? part) => BinaryPrimitives.ReadUInt32LittleEndian(ReadBytes(sizeof(uint), part));

    public ulong ReadUInt64(string? part) => BinaryPrimitives.ReadUInt64LittleEndian(ReadBytes(sizeof(ulong), part));

    public string ReadString(string? part) => Encoding.UTF8.GetString(ReadBytes(ReadUInt64(part), part));

    /// <summary>Reads the number of elements that follow, each of which takes at least <paramref name="minElementBytes"/>.</summary>
    public int ReadCount(int minElementBytes, string part)
    {
        ulong count = ReadUInt64(part);
        if (count > (ulong)(Remaining / minElementBytes))
        {
            throw new CheckpointException(
                path, part, $"is {count}, for which {Remaining} bytes are too few; the file is truncated or damaged: copy the model again");
        }
        return (int)count;
    }

    /// <summary>Reads a metadata value, which is preceded by its type.</summary>
    public GgufValue ReadValue(string key)
    {
        GgufValueType type = ReadValueType(key);
        if (type != GgufValueType.Array) return new GgufValue(type, -1, ReadElements(type, 1, key).ToArray());

        GgufValueType element = ReadValueType(key);
        if (element == GgufValueType.Array) throw new CheckpointException(path, key, "is an array of arrays, which is not supported");
        int count = ReadCount(element == GgufValueType.String ? GgufValue.StringLengthBytes : GgufValue.SizeOf(element), key);
        return new GgufValue(element, count, ReadElements(element, count, key).ToArray());
    }

    private GgufValueType ReadValueType(string key)
    {
        GgufValueType type = (GgufValueType)ReadUInt32(key);
        return Enum.IsDefined(type)
            ? type
            : throw new CheckpointException(
                path, key, $"is of type {(uint)type}; supported are types {(uint)GgufValueType.UInt8} to {(uint)GgufValueType.Float64}");
    }

    private ReadOnlySpan<byte> ReadElements(GgufValueType type, int count, string key)
    {
        if (type != GgufValueType.String) return ReadBytes((UInt128)count * (UInt128)GgufValue.SizeOf(type), key);
        int start = Position;
        for (int i = 0; i < count; i++) ReadBytes(ReadUInt64(key), key);
        return _bytes[start..Position];
    }
}
