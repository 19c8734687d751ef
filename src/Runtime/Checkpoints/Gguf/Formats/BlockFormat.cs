using System.Buffers.Binary;

namespace SearchEngine.Runtime.Checkpoints.Gguf.Formats;

/// <summary>A type whose elements stand in blocks, each with what turns its codes into numbers.</summary>
internal abstract class BlockFormat(GgmlType type, int elements, int bytes) : TensorFormat(type, elements, bytes)
{
    public sealed override void Read(ReadOnlySpan<byte> blocks, Span<float> values)
    {
        for (; blocks.Length >= BytesPerBlock; blocks = blocks[BytesPerBlock..], values = values[ElementsPerBlock..]) ReadBlock(blocks[..BytesPerBlock], values[..ElementsPerBlock]);
    }

    protected abstract void ReadBlock(ReadOnlySpan<byte> block, Span<float> values);

    /// <summary>A binary16, as scales and minima are stored.</summary>
    protected static float ReadScale(ReadOnlySpan<byte> bytes) => (float)BinaryPrimitives.ReadHalfLittleEndian(bytes);
}
