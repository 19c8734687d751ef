namespace SearchEngine.Runtime.Checkpoints.Gguf.Formats;

/// <summary>A scale and a minimum, then 16 bytes as in <see cref="Q4_0"/>. x = code * scale + minimum.</summary>
internal sealed class Q4_1() : BlockFormat(GgmlType.Q4_1, elementsPerBlock: 32, bytesPerBlock: 20)
{
    protected override void ReadBlock(ReadOnlySpan<byte> block, Span<float> values)
    {
        float scale = ReadScale(block), minimum = ReadScale(block[2..]);
        ReadOnlySpan<byte> codes = block[4..];
        for (int j = 0; j < codes.Length; j++)
        {
            values[j] = ((codes[j] & 15) * scale) + minimum;
            values[j + 16] = ((codes[j] >> 4) * scale) + minimum;
        }
    }
}
