using System.Numerics.Tensors;

namespace SearchEngine.Runtime.Checkpoints.Gguf.Formats;

/// <summary>A scale, then one signed byte per element. x = code * scale.</summary>
internal sealed class Q8_0() : BlockFormat(GgmlType.Q8_0, elementsPerBlock: Size, bytesPerBlock: BlockBytes)
{
    private const int Size = QuantizedWeights.BlockSize, BlockBytes = 2 + Size;

    protected override void ReadBlock(ReadOnlySpan<byte> block, Span<float> values)
    {
        float scale = ReadScale(block);
        ReadOnlySpan<byte> codes = block[2..];
        for (int j = 0; j < codes.Length; j++) values[j] = (sbyte)codes[j] * scale;
    }

    /// <summary>Converts codes and scales to the layout of the operators, whose zero point is 128: the sign bit is flipped.</summary>
    public static QuantizedWeights Repack(ReadOnlySpan<byte> blocks)
    {
        int count = blocks.Length / BlockBytes;
        byte[] codes = GC.AllocateUninitializedArray<byte>(count * Size);
        float[] scales = new float[count];
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> block = blocks.Slice(i * BlockBytes, BlockBytes);
            scales[i] = ReadScale(block);
            TensorPrimitives.Xor(block[2..], (byte)0x80, codes.AsSpan(i * Size, Size));
        }
        return new QuantizedWeights(Bits: 8, codes, scales);
    }
}
