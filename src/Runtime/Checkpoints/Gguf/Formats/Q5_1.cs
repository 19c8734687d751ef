using System.Buffers.Binary;

namespace SearchEngine.Runtime.Checkpoints.Gguf.Formats;

/// <summary>A scale and a minimum, then 32 fifth bits and 16 bytes as in <see cref="Q5_0"/>. x = code * scale + minimum.</summary>
internal sealed class Q5_1() : BlockFormat(GgmlType.Q5_1, elementsPerBlock: 32, bytesPerBlock: 24)
{
    protected override void ReadBlock(ReadOnlySpan<byte> block, Span<float> values)
    {
        float scale = ReadScale(block), minimum = ReadScale(block[2..]);
        uint fifth = BinaryPrimitives.ReadUInt32LittleEndian(block[4..]);
        ReadOnlySpan<byte> codes = block[8..];
        for (int j = 0; j < codes.Length; j++)
        {
            values[j] = (((codes[j] & 15) | (int)((fifth >> j) & 1) << 4) * scale) + minimum;
            values[j + 16] = (((codes[j] >> 4) | (int)((fifth >> (j + 16)) & 1) << 4) * scale) + minimum;
        }
    }
}
