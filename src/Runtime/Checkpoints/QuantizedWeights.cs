namespace SearchEngine.Runtime.Checkpoints;

/// <summary>
/// A matrix, or a stack of them, in blocks of 32 along the last dimension, as 4- and 8-bit operators take it: an element is (code - zero point) * scale of its block.
/// </summary>
/// <param name="Bits">4 or 8.</param>
/// <param name="Codes">
/// Per row and block: of 4 bits 16 bytes, element 2i in the low nibble of byte i and 2i+1 in the high one, zero point 8; of 8 bits 32 bytes, zero point 128.
/// </param>
/// <param name="Scales">One a block, row-major.</param>
public sealed record QuantizedWeights(int Bits, byte[] Codes, float[] Scales)
{
    /// <summary>Elements of a block.</summary>
    public const int BlockSize = 32;
}
