namespace SearchEngine.Runtime.Checkpoints.Gguf.Formats;

/// <summary>IEEE 754 binary32.</summary>
internal sealed class F32() : TensorFormat(GgmlType.F32, elementsPerBlock: 1, bytesPerBlock: 4)
{
    public override void Read(ReadOnlySpan<byte> blocks, Span<float> values) => FloatBytes.ReadF32(blocks, values);
}
