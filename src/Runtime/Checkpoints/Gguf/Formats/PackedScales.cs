namespace SearchEngine.Runtime.Checkpoints.Gguf.Formats;

/// <summary>
/// The eight scales and eight minima of 6 bits that <see cref="Q4_K"/> and <see cref="Q5_K"/> have in 12 bytes: the first four of each are the lower six bits
/// of bytes 0-3 and 4-7; of the others the lower four bits are the nibbles of bytes 8-11, and the upper two those that the first eight bytes have left.
/// </summary>
internal static class PackedScales
{
    public static (int Scale, int Minimum) Read(ReadOnlySpan<byte> packed, int index) => index < 4
        ? (packed[index] & 63, packed[index + 4] & 63)
        : ((packed[index + 4] & 15) | ((packed[index - 4] >> 6) << 4), (packed[index + 4] >> 4) | ((packed[index] >> 6) << 4));
}
