namespace SearchEngine.Runtime.Checkpoints.Gguf.Formats;

/// <summary>The upper half of a binary32.</summary>
internal sealed class BF16() : TensorFormat(GgmlType.BF16, elementsPerBlock: 1, bytesPerBlock: 2)
{
    public override void Read(ReadOnlySpan<byte> blocks, Span<float> values) => FloatBytes.ReadBF16(blocks, values);
}
