namespace SearchEngine.Runtime.Checkpoints.Gguf.Formats;

/// <summary>
/// 128 bytes with the lower four bits, 64 bytes with the upper two, 16 signed scales, and the scale of the scales. Each half of 128
/// elements consists of four groups of 32: the low nibbles of its first and second 32 bytes, then their high nibbles; the upper bits of the
/// four groups are the bit pairs of the half's 32 bytes. x = (code - 32) * scale * scale of scales.
/// </summary>
internal sealed class Q6_K() : BlockFormat(GgmlType.Q6_K, elementsPerBlock: 256, bytesPerBlock: 210)
{
    protected override void ReadBlock(ReadOnlySpan<byte> block, Span<float> values)
    {
        float scaleScale = ReadScale(block[208..]);
        for (int part = 0; part < 8; part++)
        {
            int half = part / 4, quarter = part % 4;
            ReadOnlySpan<byte> lower = block.Slice((half * 64) + (quarter % 2 * 32), 32), upper = block.Slice(128 + (half * 32), 32);
            int nibble = quarter / 2 * 4, pair = quarter * 2;
            Span<float> output = values.Slice(part * 32, 32);
            for (int j = 0; j < output.Length; j++)
            {
                int code = ((lower[j] >> nibble) & 15) | (((upper[j] >> pair) & 3) << 4);
                float factor = scaleScale * (sbyte)block[192 + (part * 2) + (j / 16)];
                output[j] = factor * (code - 32);
            }
        }
    }
}
