using System.Text;
using SearchEngine.Runtime.Checkpoints.Gguf.Formats;

namespace SearchEngine.Runtime.Tests.Checkpoints.Gguf;

/// <summary>A tensor to write to a GGUF file; its shape is outermost first, the opposite of the file's order.</summary>
internal sealed record GgufStoredTensor(string Name, uint Type, long[] Shape, byte[] Bytes)
{
    public GgufStoredTensor(string name, GgmlType type, long[] shape, byte[] bytes)
        : this(name, (uint)type, shape, bytes)
    {
    }

    /// <summary>The offset to write, if it should differ from the real one.</summary>
    public ulong? Offset { get; init; }
}

/// <summary>Writes GGUF files for tests, valid or not: nothing is checked.</summary>
internal sealed class GgufWriter
{
    private readonly List<byte> _values = [];
    private readonly List<GgufStoredTensor> _tensors = [];
    private ulong _valueCount;

    public uint Magic { get; init; } = 0x46554747;

    public uint Version { get; init; } = 3;

    public int Alignment { get; init; } = 32;

    /// <summary>The number of tensors to write, if it should differ from the real one.</summary>
    public ulong? TensorCount { get; init; }

    public ulong? ValueCount { get; init; }

    /// <summary>Adds a value: a string, a number, a boolean or an array of these.</summary>
    public GgufWriter Add(string key, object value)
    {
        if (value is not Array array) return AddRaw(key, TypeOf(value.GetType()), Encode(value));
        byte[] elements = [.. array.Cast<object>().SelectMany(Encode)];
        return AddRaw(
            key,
            9,
            [.. BitConverter.GetBytes(TypeOf(array.GetType().GetElementType()!)), .. BitConverter.GetBytes(array.LongLength), .. elements]);
    }

    /// <summary>Adds a value of any type with raw bytes.</summary>
    public GgufWriter AddRaw(string key, uint type, byte[] value)
    {
        _values.AddRange([.. Encode(key), .. BitConverter.GetBytes(type), .. value]);
        _valueCount++;
        return this;
    }

    public GgufWriter Add(GgufStoredTensor tensor)
    {
        _tensors.Add(tensor);
        return this;
    }

    public string Write(string path)
    {
        File.WriteAllBytes(path, ToBytes());
        return path;
    }

    public byte[] ToBytes()
    {
        List<byte> file = [];
        file.AddRange(BitConverter.GetBytes(Magic));
        file.AddRange(BitConverter.GetBytes(Version));
        file.AddRange(BitConverter.GetBytes(TensorCount ?? (ulong)_tensors.Count));
        file.AddRange(BitConverter.GetBytes(ValueCount ?? _valueCount));
        file.AddRange(_values);
        ulong offset = 0;
        foreach (GgufStoredTensor tensor in _tensors)
        {
            file.AddRange(Encode(tensor.Name));
            file.AddRange(BitConverter.GetBytes(tensor.Shape.Length));
            foreach (long size in tensor.Shape.Reverse()) file.AddRange(BitConverter.GetBytes(size));
            file.AddRange(BitConverter.GetBytes(tensor.Type));
            file.AddRange(BitConverter.GetBytes(tensor.Offset ?? offset));
            offset += (ulong)Aligned(tensor.Bytes.Length);
        }
        foreach (GgufStoredTensor tensor in _tensors)
        {
            Pad(file);
            file.AddRange(tensor.Bytes);
        }
        return [.. file];
    }

    public static byte[] Encode(object value) => value switch
    {
        string text => [.. BitConverter.GetBytes((long)Encoding.UTF8.GetByteCount(text)), .. Encoding.UTF8.GetBytes(text)],
        byte number => [number],
        sbyte number => [(byte)number],
        ushort number => BitConverter.GetBytes(number),
        short number => BitConverter.GetBytes(number),
        uint number => BitConverter.GetBytes(number),
        int number => BitConverter.GetBytes(number),
        ulong number => BitConverter.GetBytes(number),
        long number => BitConverter.GetBytes(number),
        float number => BitConverter.GetBytes(number),
        double number => BitConverter.GetBytes(number),
        bool truth => BitConverter.GetBytes(truth),
        _ => throw new ArgumentException($"{value.GetType()} is no type of GGUF.", nameof(value)),
    };

    private static uint TypeOf(Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.Byte => 0,
        TypeCode.SByte => 1,
        TypeCode.UInt16 => 2,
        TypeCode.Int16 => 3,
        TypeCode.UInt32 => 4,
        TypeCode.Int32 => 5,
        TypeCode.Single => 6,
        TypeCode.Boolean => 7,
        TypeCode.String => 8,
        TypeCode.UInt64 => 10,
        TypeCode.Int64 => 11,
        TypeCode.Double => 12,
        _ => throw new ArgumentException($"{type} is no type of GGUF.", nameof(type)),
    };

    private int Aligned(int length) => (length + Alignment - 1) / Alignment * Alignment;

    private void Pad(List<byte> file) => file.AddRange(new byte[Aligned(file.Count) - file.Count]);
}
