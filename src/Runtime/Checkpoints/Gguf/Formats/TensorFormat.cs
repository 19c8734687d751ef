namespace SearchEngine.Runtime.Checkpoints.Gguf.Formats;

/// <summary>How elements of a type lie in a file.</summary>
/// <remarks>Layouts of quantized types: ggml-org/ggml, src/ggml-common.h; what they mean: src/ggml-quants.c.</remarks>
/// <param name="type">The type.</param>
/// <param name="elements">Elements that stand together in a block; 1 where each stands for itself.</param>
/// <param name="bytes">Bytes of a block.</param>
internal abstract class TensorFormat(GgmlType type, int elements, int bytes)
{
    public GgmlType Type => type;

    public int ElementsPerBlock => elements;

    public int BytesPerBlock => bytes;

    /// <param name="blocks">Whole blocks.</param>
    /// <param name="values">As many elements as they have.</param>
    public abstract void Read(ReadOnlySpan<byte> blocks, Span<float> values);
}
