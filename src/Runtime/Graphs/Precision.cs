namespace SearchEngine.Runtime.Graphs;

/// <summary>How a graph holds and multiplies its weights. A choice of the builder, never of an architecture.</summary>
public enum Precision
{
    /// <summary>IEEE 754 binary32 throughout.</summary>
    Float32,

    /// <summary>
    /// Weights in 8 bits with one scale per output channel, activations quantized per run; embedding tables in float16;
    /// everything between the products in float32.
    /// </summary>
    Int8,

    /// <summary>
    /// IEEE 754 binary16 throughout, for CUDA. What needs more digits has them: layer normalization takes its mean and variance in float32, and embeddings
    /// are pooled and normalized in float32.
    /// </summary>
    Float16,

    /// <summary>Weights in blocks of 32 with 4 bits each and a scale a block, for decoders, whose speed is that of reading their weights.</summary>
    Int4,
}
