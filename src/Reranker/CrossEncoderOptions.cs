using SearchEngine.Runtime.Graphs;
using SearchEngine.Runtime.Sessions;

namespace SearchEngine.Reranker;

/// <summary>Options for loading a cross-encoder.</summary>
public sealed record CrossEncoderOptions
{
    /// <summary>The precision of the weights; null for the default of the device: 8 bits on the CPU, float16 on CUDA.</summary>
    public Precision? Precision { get; init; }

    /// <summary>
    /// The preferred device. If it is not available, the model runs on the CPU and <see cref="CrossEncoder.Device"/> gives the reason.
    /// </summary>
    public Device Device { get; init; } = Device.Cpu;

    /// <summary>
    /// The number of passages to score in parallel, one core each; on CUDA, where a run scores many, the number to tokenize in parallel.
    /// </summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>The cache for the graphs that are generated from the weights.</summary>
    public GraphCache Cache { get; init; } = GraphCache.Default;
}
