using System.Numerics.Tensors;
using SearchEngine.Runtime.Checkpoints;

namespace SearchEngine.Runtime.Graphs.Decoders;

/// <summary>
/// Rounds weights to symmetric blocks like GGUF's Q4_0 and Q8_0: the number of greatest magnitude is mapped to the end of the range and
/// determines the scale.
/// </summary>
/// <remarks>Rounding: ggml, quantize_row_q4_0_ref and quantize_row_q8_0_ref. Scales stay float32 here.</remarks>
internal static class BlockQuantizer
{
    /// <summary>Quantizes consecutive rows, each a whole number of blocks, to 4 or 8 bits.</summary>
    public static QuantizedWeights Quantize(ReadOnlySpan<float> values, int bits)
    {
        const int Size = QuantizedWeights.BlockSize;
        int blocks = values.Length / Size;
        byte[] codes = new byte[values.Length * bits / 8];
        float[] scales = new float[blocks];
        for (int block = 0; block < blocks; block++)
        {
            ReadOnlySpan<float> numbers = values.Slice(block * Size, Size);
            float scale = scales[block] = bits == 4
                ? TensorPrimitives.MaxMagnitude(numbers) / -8
                : Math.Abs(TensorPrimitives.MaxMagnitude(numbers)) / 127;
            float inverse = scale == 0 ? 0 : 1 / scale;
            for (int i = 0; i < Size; i++)
            {
                float code = MathF.Round(numbers[i] * inverse);
                if (bits == 8) codes[block * Size + i] = (byte)(128 + Math.Clamp(code, -127, 127));
                else codes[(block * Size + i) / 2] |= (byte)((int)Math.Clamp(code + 8, 0, 15) << (i % 2 * 4));
            }
        }
        return new QuantizedWeights(bits, codes, scales);
    }

    /// <summary>Decodes blocks to float32.</summary>
    public static float[] Dequantize(QuantizedWeights weights)
    {
        float[] values = new float[weights.Codes.Length * 8 / weights.Bits];
        for (int i = 0; i < values.Length; i++)
        {
            int code = weights.Bits == 8 ? weights.Codes[i] - 128 : (weights.Codes[i / 2] >> (i % 2 * 4) & 15) - 8;
            values[i] = code * weights.Scales[i / QuantizedWeights.BlockSize];
        }
        return values;
    }
}
