namespace SearchEngine.Runtime.Checkpoints.Gguf.Formats;

/// <summary>
/// The scale of the scales, the scale of the minima, <see cref="PackedScales"/>, then 4 x 32 bytes, each with 32 elements in the low
/// nibbles and the next 32 in the high ones. x = code * (scale * scale of scales) - minimum * scale of minima.
/// </summary>
internal sealed class Q4_K() : BlockFormat(GgmlType.Q4_K, elementsPerBlock: 256, bytesPerBlock: 144)
{
    protected override void ReadBlock(ReadOnlySpan<byte> block, Span<float> values)
    {
        float scaleScale = ReadScale(block), minimumScale = ReadScale(block[2..]);
        for (int part = 0; part < 8; part++)
        {
            (int scale, int minimum) = PackedScales.Read(block[4..16], part);
            float factor = scaleScale * scale, shift = minimumScale * minimum;
            ReadOnlySpan<byte> codes = block.Slice(16 + (part / 2 * 32), 32);
            int nibble = part % 2 * 4;
            Span<float> output = values.Slice(part * 32, 32);
            for (int j = 0; j < codes.Length; j++) output[j] = (factor * ((codes[j] >> nibble) & 15)) - shift;
        }
    }
}
