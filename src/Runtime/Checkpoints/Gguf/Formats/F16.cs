namespace SearchEngine.Runtime.Checkpoints.Gguf.Formats;

/// <summary>IEEE 754 binary16.</summary>
internal sealed class F16() : TensorFormat(GgmlType.F16, elementsPerBlock: 1, bytesPerBlock: 2)
{
    public override void Read(ReadOnlySpan<byte> blocks, Span<float> values) => FloatBytes.ReadF16(blocks, values);
}
