namespace SearchEngine.Runtime.Checkpoints.Gguf.Formats;

/// <summary>
/// Eight 6-bit scales and eight 6-bit minima in 12 bytes, as used by <see cref="Q4_K"/> and <see cref="Q5_K"/>. The first four scales and
/// minima are the lower six bits of bytes 0-3 and 4-7. The last four have their lower four bits in the nibbles of bytes 8-11 and their
/// upper two bits in the remaining bits of the first eight bytes.
/// </summary>
internal static class PackedScales
{
    public static (int Scale, int Minimum) Read(ReadOnlySpan<byte> packed, int index) => index < 4
        ? (packed[index] & 63, packed[index + 4] & 63)
        : ((packed[index + 4] & 15) | ((packed[index - 4] >> 6) << 4), (packed[index + 4] >> 4) | ((packed[index] >> 6) << 4));
}
