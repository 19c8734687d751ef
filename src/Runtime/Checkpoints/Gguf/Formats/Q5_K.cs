namespace SearchEngine.Runtime.Checkpoints.Gguf.Formats;

/// <summary>
/// As <see cref="Q4_K"/>, with 32 bytes of fifth bits before the nibbles: bit p of byte j belongs to element j of the p-th group of 32.
/// </summary>
internal sealed class Q5_K() : BlockFormat(GgmlType.Q5_K, elementsPerBlock: 256, bytesPerBlock: 176)
{
    protected override void ReadBlock(ReadOnlySpan<byte> block, Span<float> values)
    {
        float scaleScale = ReadScale(block), minimumScale = ReadScale(block[2..]);
        ReadOnlySpan<byte> fifth = block.Slice(16, 32);
        for (int part = 0; part < 8; part++)
        {
            (int scale, int minimum) = PackedScales.Read(block[4..16], part);
            float factor = scaleScale * scale, shift = minimumScale * minimum;
            ReadOnlySpan<byte> codes = block.Slice(48 + (part / 2 * 32), 32);
            int nibble = part % 2 * 4;
            Span<float> output = values.Slice(part * 32, 32);
            for (int j = 0; j < codes.Length; j++)
                output[j] = (factor * (((codes[j] >> nibble) & 15) | (((fifth[j] >> part) & 1) << 4))) - shift;
        }
    }
}
