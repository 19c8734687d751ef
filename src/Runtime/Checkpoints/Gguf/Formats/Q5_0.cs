using System.Buffers.Binary;

namespace SearchEngine.Runtime.Checkpoints.Gguf.Formats;

/// <summary>A scale, 32 fifth bits (bit j belongs to element j), then 16 bytes as in <see cref="Q4_0"/>. x = (code - 16) * scale.</summary>
internal sealed class Q5_0() : BlockFormat(GgmlType.Q5_0, elementsPerBlock: 32, bytesPerBlock: 22)
{
    protected override void ReadBlock(ReadOnlySpan<byte> block, Span<float> values)
    {
        float scale = ReadScale(block);
        uint fifth = BinaryPrimitives.ReadUInt32LittleEndian(block[2..]);
        ReadOnlySpan<byte> codes = block[6..];
        for (int j = 0; j < codes.Length; j++)
        {
            values[j] = (((codes[j] & 15) | (int)((fifth >> j) & 1) << 4) - 16) * scale;
            values[j + 16] = (((codes[j] >> 4) | (int)((fifth >> (j + 16)) & 1) << 4) - 16) * scale;
        }
    }
}
