using System.Buffers.Binary;

namespace SearchEngine.Runtime.Checkpoints.Gguf.Formats;

/// <summary>A format that stores elements in blocks, each with its scale and the other numbers needed to decode it.</summary>
internal abstract class BlockFormat(GgmlType type, int elementsPerBlock, int bytesPerBlock)
    : TensorFormat(type, elementsPerBlock, bytesPerBlock)
{
    public sealed override void Read(ReadOnlySpan<byte> blocks, Span<float> values)
    {
        for (; blocks.Length >= BytesPerBlock; blocks = blocks[BytesPerBlock..], values = values[ElementsPerBlock..])
            ReadBlock(blocks[..BytesPerBlock], values[..ElementsPerBlock]);
    }

    protected abstract void ReadBlock(ReadOnlySpan<byte> block, Span<float> values);

    /// <summary>Reads a binary16, the type of scales and minima.</summary>
    protected static float ReadScale(ReadOnlySpan<byte> bytes) => (float)BinaryPrimitives.ReadHalfLittleEndian(bytes);
}
