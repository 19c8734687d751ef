namespace SearchEngine.Runtime.Checkpoints.Gguf.Formats;

/// <summary>
/// Scale of the scales, scale of the minima, <see cref="PackedScales"/>, then 4 x 32 bytes, each with 32 elements in its low nibbles and the next 32 in its high ones.
/// x = code * (scale * scale of scales) - minimum * scale of minima.
/// </summary>
internal sealed class Q4_K() : BlockFormat(GgmlType.Q4_K, elements: 256, bytes: 144)
{
    protected override void ReadBlock(ReadOnlySpan<byte> block, Span<float> values)
    {
        float ofScales = ReadScale(block), ofMinima = ReadScale(block[2..]);
        for (int part = 0; part < 8; part++)
        {
            (int scale, int minimum) = PackedScales.Read(block[4..16], part);
            float factor = ofScales * scale, shift = ofMinima * minimum;
            ReadOnlySpan<byte> codes = block.Slice(16 + (part / 2 * 32), 32);
            int nibble = part % 2 * 4;
            Span<float> output = values.Slice(part * 32, 32);
            for (int j = 0; j < codes.Length; j++) output[j] = (factor * ((codes[j] >> nibble) & 15)) - shift;
        }
    }
}
