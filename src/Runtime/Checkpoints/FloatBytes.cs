using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace SearchEngine.Runtime.Checkpoints;

/// <summary>Converts little-endian floating-point numbers to float32.</summary>
internal static class FloatBytes
{
    public static void ReadF32(ReadOnlySpan<byte> bytes, Span<float> destination) =>
        MemoryMarshal.Cast<byte, float>(bytes).CopyTo(destination);

    public static void ReadF16(ReadOnlySpan<byte> bytes, Span<float> destination) =>
        TensorPrimitives.ConvertToSingle(MemoryMarshal.Cast<byte, Half>(bytes), destination);

    public static void ReadBF16(ReadOnlySpan<byte> bytes, Span<float> destination)
    {
        ReadOnlySpan<ushort> upper = MemoryMarshal.Cast<byte, ushort>(bytes);
        for (int i = 0; i < upper.Length; i++) destination[i] = BitConverter.UInt32BitsToSingle((uint)upper[i] << 16);
    }
}
