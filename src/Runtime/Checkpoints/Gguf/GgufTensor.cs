using SearchEngine.Runtime.Checkpoints.Gguf.Formats;

namespace SearchEngine.Runtime.Checkpoints.Gguf;

/// <summary>Describes a tensor of a GGUF file.</summary>
/// <param name="Name">Name in the file, such as <c>blk.0.attn_q.weight</c>.</param>
/// <param name="Type">Element type.</param>
/// <param name="Shape">Dimensions, outermost first (the file stores them in the opposite order); none is 0.</param>
/// <param name="Offset">Offset of the first byte from the start of the file.</param>
/// <param name="ByteLength">Size in bytes; always matches shape and type.</param>
internal sealed record GgufTensor(string Name, GgmlType Type, IReadOnlyList<long> Shape, long Offset, long ByteLength)
{
    /// <summary>Number of elements.</summary>
    public long Count => Shape.Aggregate(1L, (product, size) => product * size);
}
