namespace SearchEngine.Runtime.Checkpoints;

/// <summary>
/// Element types that checkpoints hold, by their safetensors names. Weights are F32, F16 or BF16; buffers of the other types may lie beside
/// them and are not read.
/// </summary>
public enum TensorType
{
    /// <summary>IEEE 754 binary32.</summary>
    F32,

    /// <summary>IEEE 754 binary16.</summary>
    F16,

    /// <summary>The upper half of a binary32.</summary>
    BF16,

    /// <summary>IEEE 754 binary64.</summary>
    F64,

    /// <summary>Signed 64-bit integers; position buffers of older checkpoints are stored so.</summary>
    I64,

    /// <summary>Signed 32-bit integers.</summary>
    I32,

    /// <summary>Signed 16-bit integers.</summary>
    I16,

    /// <summary>Signed 8-bit integers.</summary>
    I8,

    /// <summary>Unsigned 8-bit integers.</summary>
    U8,

    /// <summary>Truth values, a byte each.</summary>
    BOOL,
}

/// <summary>Where a tensor lies in its file.</summary>
/// <param name="Name">Name within the checkpoint.</param>
/// <param name="Type">Element type.</param>
/// <param name="Shape">Dimensions, outermost first; empty for a scalar.</param>
/// <param name="Offset">First byte, counted from the start of the file.</param>
/// <param name="ByteLength">Bytes; always the product of the shape and the element size.</param>
public sealed record TensorInfo(string Name, TensorType Type, IReadOnlyList<long> Shape, long Offset, long ByteLength)
{
    /// <summary>Number of elements.</summary>
    public long Count => Shape.Aggregate(1L, (product, size) => product * size);

    /// <summary>Bytes that one element of <paramref name="type"/> takes.</summary>
    public static int SizeOf(TensorType type) => type switch
    {
        TensorType.F64 or TensorType.I64 => 8,
        TensorType.F32 or TensorType.I32 => 4,
        TensorType.F16 or TensorType.BF16 or TensorType.I16 => 2,
        TensorType.I8 or TensorType.U8 or TensorType.BOOL => 1,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, null),
    };
}

/// <summary>What an element type is for.</summary>
public static class TensorTypeExtensions
{
    /// <summary>Whether tensors of the type can be weights; those of other types are buffers that lie beside them.</summary>
    public static bool IsWeight(this TensorType type) => type is TensorType.F32 or TensorType.F16 or TensorType.BF16;
}
