namespace SearchEngine.Runtime.Checkpoints.Gguf.Formats;

/// <summary>How the elements of a type are stored in a file.</summary>
/// <param name="type">The element type.</param>
/// <param name="elementsPerBlock">Number of elements in a block; 1 if elements are stored individually.</param>
/// <param name="bytesPerBlock">Number of bytes in a block.</param>
/// <remarks>Layouts of quantized types: ggml-org/ggml, src/ggml-common.h; their decoding: src/ggml-quants.c.</remarks>
internal abstract class TensorFormat(GgmlType type, int elementsPerBlock, int bytesPerBlock)
{
    public GgmlType Type => type;

    public int ElementsPerBlock => elementsPerBlock;

    public int BytesPerBlock => bytesPerBlock;

    /// <summary>Decodes whole blocks into <paramref name="values"/>, which has room for exactly their elements.</summary>
    public abstract void Read(ReadOnlySpan<byte> blocks, Span<float> values);
}
