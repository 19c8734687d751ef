using System.Buffers.Binary;

namespace SearchEngine.Runtime.Checkpoints.Gguf;

/// <summary>A value of the metadata, as the file has it: the strings and numbers of an array are made when they are asked for.</summary>
/// <param name="Type">Type of the value, or of an array's elements.</param>
/// <param name="Count">Elements of an array; -1 where the value is none.</param>
/// <param name="Bytes">The value, checked to be whole: of strings each with its length before it.</param>
internal readonly record struct GgufValue(GgufValueType Type, long Count, byte[] Bytes)
{
    public const int StringLengthBytes = 8;

    public bool IsArray => Count >= 0;

    public bool IsInteger => Type is not (GgufValueType.Float32 or GgufValueType.Float64 or GgufValueType.Bool or GgufValueType.String or GgufValueType.Array);

    public bool IsFloat => Type is GgufValueType.Float32 or GgufValueType.Float64;

    /// <summary>What the value is, for errors.</summary>
    public string Description => IsArray ? $"an array of {Type}" : $"{Type}";

    /// <summary>Bytes of a value of a type of fixed size; 0 of the others.</summary>
    public static int SizeOf(GgufValueType type) => type switch
    {
        GgufValueType.UInt8 or GgufValueType.Int8 or GgufValueType.Bool => 1,
        GgufValueType.UInt16 or GgufValueType.Int16 => 2,
        GgufValueType.UInt32 or GgufValueType.Int32 or GgufValueType.Float32 => 4,
        GgufValueType.UInt64 or GgufValueType.Int64 or GgufValueType.Float64 => 8,
        _ => 0,
    };

    /// <summary>An integer, the value itself or an element.</summary>
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
            _ => throw new InvalidOperationException($"{Type} is no integer."),
        };
    }

    /// <summary>A number of any type, the value itself or an element.</summary>
    public double GetDouble(int index = 0) => Type switch
    {
        GgufValueType.Float32 => BinaryPrimitives.ReadSingleLittleEndian(GetElementBytes(index)),
        GgufValueType.Float64 => BinaryPrimitives.ReadDoubleLittleEndian(GetElementBytes(index)),
        _ => (double)GetInteger(index),
    };

    /// <summary>A truth value, the value itself or an element.</summary>
    public bool GetBool(int index = 0) => GetElementBytes(index)[0] != 0;

    /// <summary>The strings of a value or of an array, in UTF-8, in place.</summary>
    public ReadOnlyMemory<byte>[] GetUtf8Strings()
    {
        ReadOnlyMemory<byte>[] texts = new ReadOnlyMemory<byte>[IsArray ? (int)Count : 1];
        int at = 0;
        for (int i = 0; i < texts.Length; i++)
        {
            int length = (int)BinaryPrimitives.ReadUInt64LittleEndian(Bytes.AsSpan(at));
            texts[i] = Bytes.AsMemory(at + StringLengthBytes, length);
            at += StringLengthBytes + length;
        }
        return texts;
    }

    private ReadOnlySpan<byte> GetElementBytes(int index) => Bytes.AsSpan(index * SizeOf(Type), SizeOf(Type));
}
