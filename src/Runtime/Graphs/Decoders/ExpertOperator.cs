namespace SearchEngine.Runtime.Graphs.Decoders;

/// <summary>Common parts of ONNX Runtime's expert operators, MoE and QMoE.</summary>
internal static class ExpertOperator
{
    /// <summary>
    /// SwiGLU with interleaved gate and up matrices, the only form supported on the CPU; softmax over the selected experts.
    /// </summary>
    public static OnnxAttribute[] CreateAttributes(ExpertShape shape) =>
    [
        new("k", Int: shape.ExpertsPerToken),
        new("activation_type", Text: "swiglu"),
        new("swiglu_fusion", Int: 1),
        new("activation_alpha", Float: 1),
        new("activation_beta", Float: 0),
        new("normalize_routing_weights", Int: 1),
    ];

    /// <summary>
    /// Interleaves the rows of every expert's gate and up matrices: gate 0, up 0, gate 1, up 1 and so on; <paramref name="row"/> is the
    /// number of elements in a row.
    /// </summary>
    public static T[] Interleave<T>(ReadOnlySpan<T> gate, ReadOnlySpan<T> up, int row)
    {
        T[] both = new T[gate.Length + up.Length];
        for (int from = 0; from < gate.Length; from += row)
        {
            gate.Slice(from, row).CopyTo(both.AsSpan(2 * from));
            up.Slice(from, row).CopyTo(both.AsSpan(2 * from + row));
        }
        return both;
    }

    /// <summary>Extracts one of the <paramref name="parts"/> stacked matrices from each of <paramref name="count"/> tensors.</summary>
    public static T[] ExtractPart<T>(T[] stacked, int count, int part, int parts)
    {
        if (parts == 1) return stacked;
        int matrix = stacked.Length / count, size = matrix / parts;
        T[] result = new T[count * size];
        for (int i = 0; i < count; i++) stacked.AsSpan(i * matrix + part * size, size).CopyTo(result.AsSpan(i * size));
        return result;
    }
}
