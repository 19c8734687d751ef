namespace SearchEngine.Runtime.Checkpoints.Gguf;

/// <summary>Where a tensor lies in a GGUF file.</summary>
/// <param name="Name">Name within the file, such as <c>blk.0.attn_q.weight</c>.</param>
/// <param name="Type">Element type.</param>
/// <param name="Shape">Dimensions, outermost first; the file has them in the opposite order. None is 0.</param>
/// <param name="Offset">First byte, counted from the start of the file.</param>
/// <param name="ByteLength">Bytes; always those that the shape and the type take.</param>
public sealed record GgufTensor(string Name, GgmlType Type, IReadOnlyList<long> Shape, long Offset, long ByteLength)
{
    /// <summary>Number of elements.</summary>
    public long Count => Shape.Aggregate(1L, (product, size) => product * size);
}
