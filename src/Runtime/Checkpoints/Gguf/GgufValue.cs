using System.Buffers.Binary;

namespace SearchEngine.Runtime.Checkpoints.Gguf;

/// <summary>A metadata value as stored in the file; the strings and numbers of an array are decoded when they are requested.</summary>
/// <param name="Type">Type of the value, or of an array's elements.</param>
/// <param name="Count">Number of elements of an array; -1 if the value is not an array.</param>
/// <param name="Bytes">The value, already validated to be complete; each string is preceded by its length.</param>
internal readonly record struct GgufValue(GgufValueType Type, long Count, byte[] Bytes)
{
    public const int StringLengthBytes = 8;

    public bool IsArray => Count >= 0;

    public bool IsInteger =>
        Type is not (GgufValueType.Float32 or GgufValueType.Float64 or GgufValueType.Bool or GgufValueType.String or GgufValueType.Array);

    public bool IsFloat => Type is GgufValueType.Float32 or GgufValueType.Float64;

    /// <summary>Describes the value's type, for error messages.</summary>
    public string Description => IsArray ? $"an array of {Type}" : $"{Type}";

    /// <summary>Size in bytes of a value of a fixed-size type; 0 for other types.</summary>
    public static int SizeOf(GgufValueType type) => type switch
    {
        GgufValueType.UInt8 or GgufValueType.Int8 or GgufValueType.Bool => 1,
        GgufValueType.UInt16 or GgufValueType.Int16 => 2,
        GgufValueType.UInt32 or GgufValueType.Int32 or GgufValueType.Float32 => 4,
        GgufValueType.UInt64 or GgufValueType.Int64 or GgufValueType.Float64 => 8,
        _ => 0,
    };

    /// <summary>Reads an integer: the value itself, or an element of the array.</summary>
    public Int128 GetInteger(int index = 0)
    {
        ReadOnlySpan<byte> bytes = GetElementBytes(index);
        return Type switch
        {
            GgufValueType.UInt8 => bytes[0],
            GgufValueType.Int8 => (sbyte)bytes[0],
            GgufValueType.UInt16 => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
            GgufValueType.Int16 => BinaryPrimitives.ReadInt16LittleEndian(bytes),
            GgufValueType.UInt32 => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
            GgufValueType.Int32 => BinaryPrimitives.ReadInt32LittleEndian(bytes),
            GgufValueType.UInt64 => BinaryPrimitives.ReadUInt64LittleEndian(bytes),
            GgufValueType.Int64 => BinaryPrimitives.ReadInt64LittleEndian(bytes),
            _ => throw new InvalidOperationException($"{Type} is not an integer."),
        };
    }

    /// <summary>Reads a number of any type: the value itself, or an element of the array.</summary>
    public double GetDouble(int index = 0) => Type switch
    {
        GgufValueType.Float32 => BinaryPrimitives.ReadSingleLittleEndian(GetElementBytes(index)),
        GgufValueType.Float64 => BinaryPrimitives.ReadDoubleLittleEndian(GetElementBytes(index)),
        _ => (double)GetInteger(index),
    };

    /// <summary>Reads a boolean: the value itself, or an element of the array.</summary>
    public bool GetBool(int index = 0) => GetElementBytes(index)[0] != 0;

    /// <summary>Returns the strings of the value or array in UTF-8, without copying.</summary>
    public ReadOnlyMemory<byte>[] GetUtf8Strings()
    {
        ReadOnlyMemory<byte>[] texts = new ReadOnlyMemory<byte>[IsArray ? (int)Count : 1];
        int offset = 0;
        for (int i = 0; i < texts.Length; i++)
        {
            int length = (int)BinaryPrimitives.ReadUInt64LittleEndian(Bytes.AsSpan(offset));
            texts[i] = Bytes.AsMemory(offset + StringLengthBytes, length);
            offset += StringLengthBytes + length;
        }
        return texts;
    }

    private ReadOnlySpan<byte> GetElementBytes(int index) => Bytes.AsSpan(index * SizeOf(Type), SizeOf(Type));
}
