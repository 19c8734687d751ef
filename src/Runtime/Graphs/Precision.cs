namespace SearchEngine.Runtime.Graphs;

/// <summary>The precision in which a graph stores and multiplies its weights.</summary>
public enum Precision
{
    /// <summary>IEEE 754 binary32 throughout.</summary>
    Float32,

    /// <summary>
    /// 8-bit weights with one scale per output channel, activations quantized per run; embedding tables in float16; all other computation
    /// in float32.
    /// </summary>
    Int8,

    /// <summary>
    /// IEEE 754 binary16 throughout, for CUDA. Layer normalization computes its mean and variance in float32, and embeddings are pooled and
    /// normalized in float32.
    /// </summary>
    Float16,

    /// <summary>
    /// 4-bit weights in blocks of 32 with one scale per block, for decoders, whose speed is limited by reading their weights.
    /// </summary>
    Int4,
}
