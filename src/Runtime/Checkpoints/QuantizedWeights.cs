namespace SearchEngine.Runtime.Checkpoints;

/// <summary>
/// A matrix, or a stack of matrices, quantized in blocks of 32 along the last dimension, in the layout of ONNX Runtime's 4- and 8-bit
/// operators: an element is (code - zero point) * scale of its block.
/// </summary>
/// <param name="Bits">4 or 8.</param>
/// <param name="Codes">
/// Per row and block: 16 bytes for 4 bits, element 2i in the low nibble of byte i and 2i+1 in the high one, zero point 8; 32 bytes for 8
/// bits, zero point 128.
/// </param>
/// <param name="Scales">One per block, row-major.</param>
internal sealed record QuantizedWeights(int Bits, byte[] Codes, float[] Scales)
{
    /// <summary>Number of elements in a block.</summary>
    public const int BlockSize = 32;
}
