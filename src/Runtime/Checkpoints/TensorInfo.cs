namespace SearchEngine.Runtime.Checkpoints;

/// <summary>
/// Element types of checkpoints, with their safetensors names. Weights are F32, F16 or BF16; tensors of other types are buffers and are not
/// read.
/// </summary>
internal enum TensorType
{
    /// <summary>IEEE 754 binary32.</summary>
    F32,

    /// <summary>IEEE 754 binary16.</summary>
    F16,

    /// <summary>The upper half of a binary32.</summary>
    BF16,

    /// <summary>IEEE 754 binary64.</summary>
    F64,

    /// <summary>Signed 64-bit integers, used by position buffers of older checkpoints.</summary>
    I64,

    /// <summary>Signed 32-bit integers.</summary>
    I32,

    /// <summary>Signed 16-bit integers.</summary>
    I16,

    /// <summary>Signed 8-bit integers.</summary>
    I8,

    /// <summary>Unsigned 8-bit integers.</summary>
    U8,

    /// <summary>Booleans, one byte each.</summary>
    BOOL,
}

/// <summary>Describes a tensor of a safetensors file.</summary>
/// <param name="Name">Name in the checkpoint.</param>
/// <param name="Type">Element type.</param>
/// <param name="Shape">Dimensions, outermost first; empty for a scalar.</param>
/// <param name="Offset">Offset of the first byte from the start of the file.</param>
/// <param name="ByteLength">Size in bytes; always the product of the shape and the element size.</param>
internal sealed record TensorInfo(string Name, TensorType Type, IReadOnlyList<long> Shape, long Offset, long ByteLength)
{
    /// <summary>Number of elements.</summary>
    public long Count => Shape.Aggregate(1L, (product, size) => product * size);

    /// <summary>Size in bytes of one element of <paramref name="type"/>.</summary>
    public static int SizeOf(TensorType type) => type switch
    {
        TensorType.F64 or TensorType.I64 => 8,
        TensorType.F32 or TensorType.I32 => 4,
        TensorType.F16 or TensorType.BF16 or TensorType.I16 => 2,
        TensorType.I8 or TensorType.U8 or TensorType.BOOL => 1,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, null),
    };
}

/// <summary>Extensions of <see cref="TensorType"/>.</summary>
internal static class TensorTypeExtensions
{
    /// <summary>Returns whether tensors of this type can be weights; tensors of other types are buffers.</summary>
    public static bool IsWeight(this TensorType type) => type is TensorType.F32 or TensorType.F16 or TensorType.BF16;
}
