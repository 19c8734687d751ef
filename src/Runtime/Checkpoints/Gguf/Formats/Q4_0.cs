using System.Runtime.Intrinsics;

namespace SearchEngine.Runtime.Checkpoints.Gguf.Formats;

/// <summary>
/// A scale, then 16 bytes: element j in the low nibble of byte j, element j + 16 in the high nibble. x = (code - 8) * scale.
/// </summary>
internal sealed class Q4_0() : BlockFormat(GgmlType.Q4_0, elementsPerBlock: Size, bytesPerBlock: BlockBytes)
{
    private const int Size = QuantizedWeights.BlockSize, CodeBytes = Size / 2, BlockBytes = 2 + CodeBytes;

    protected override void ReadBlock(ReadOnlySpan<byte> block, Span<float> values)
    {
        float scale = ReadScale(block);
        ReadOnlySpan<byte> codes = block[2..];
        for (int j = 0; j < codes.Length; j++)
        {
            values[j] = ((codes[j] & 15) - 8) * scale;
            values[j + CodeBytes] = ((codes[j] >> 4) - 8) * scale;
        }
    }

    /// <summary>Converts codes and scales to the layout of the operators.</summary>
    public static QuantizedWeights Repack(ReadOnlySpan<byte> blocks)
    {
        int count = blocks.Length / BlockBytes;
        byte[] codes = GC.AllocateUninitializedArray<byte>(count * CodeBytes);
        float[] scales = new float[count];
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> block = blocks.Slice(i * BlockBytes, BlockBytes);
            scales[i] = ReadScale(block);
            Interleave(Vector128.Create(block[2..])).CopyTo(codes, i * CodeBytes);
        }
        return new QuantizedWeights(Bits: 4, codes, scales);
    }

    /// <summary>
    /// Moves the elements j and j + 16 of byte j to elements 2i and 2i + 1: low nibbles of neighbouring bytes fill the first eight bytes,
    /// high nibbles the others.
    /// </summary>
    private static Vector128<byte> Interleave(Vector128<byte> codes)
    {
        Vector128<ushort> pairs = codes.AsUInt16();
        Vector128<ushort> low = (pairs & Vector128.Create((ushort)0x000F)) | ((pairs >>> 4) & Vector128.Create((ushort)0x00F0));
        Vector128<ushort> high = ((pairs >>> 4) & Vector128.Create((ushort)0x000F)) | ((pairs >>> 8) & Vector128.Create((ushort)0x00F0));
        return Vector128.Narrow(low, high);
    }
}
