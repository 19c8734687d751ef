namespace SearchEngine.Runtime.Checkpoints.Gguf.Formats;

/// <summary>
/// 128 bytes of lower four bits, 64 of upper two, 16 signed scales, and the scale of the scales. In each half of 128 elements, 32 after 32: low nibbles of the
/// half's first and second 32 bytes, then their high ones; the upper bits of the four are the pairs of bits of the half's 32 bytes. x = (code - 32) * scale * scale of scales.
/// </summary>
internal sealed class Q6_K() : BlockFormat(GgmlType.Q6_K, elements: 256, bytes: 210)
{
    protected override void ReadBlock(ReadOnlySpan<byte> block, Span<float> values)
    {
        float ofScales = ReadScale(block[208..]);
        for (int part = 0; part < 8; part++)
        {
            int half = part / 4, quarter = part % 4;
            ReadOnlySpan<byte> lower = block.Slice((half * 64) + (quarter % 2 * 32), 32), upper = block.Slice(128 + (half * 32), 32);
            int nibble = quarter / 2 * 4, pair = quarter * 2;
            Span<float> output = values.Slice(part * 32, 32);
            for (int j = 0; j < output.Length; j++)
            {
                int code = ((lower[j] >> nibble) & 15) | (((upper[j] >> pair) & 3) << 4);
                float factor = ofScales * (sbyte)block[192 + (part * 2) + (j / 16)];
                output[j] = factor * (code - 32);
            }
        }
    }
}
