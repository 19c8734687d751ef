using System.Buffers.Binary;

namespace SearchEngine.Runtime.Checkpoints.Gguf.Formats;

/// <summary>A type whose elements stand in blocks, each with what turns its codes into numbers.</summary>
internal abstract class BlockFormat(GgmlType type, int elements, int bytes) : TensorFormat(type, elements, bytes)
{
    public sealed override void Read(ReadOnlySpan<byte> blocks, Span<float> values)
    {
        for (; blocks.Length >= Bytes; blocks = blocks[Bytes..], values = values[Elements..]) ReadBlock(blocks[..Bytes], values[..Elements]);
    }

    protected abstract void ReadBlock(ReadOnlySpan<byte> block, Span<float> values);

    /// <summary>A binary16, as scales and minima are stored.</summary>
    protected static float Scale(ReadOnlySpan<byte> bytes) => (float)BinaryPrimitives.ReadHalfLittleEndian(bytes);
}
