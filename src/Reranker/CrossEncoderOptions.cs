using SearchEngine.Runtime.Graphs;
using SearchEngine.Runtime.Sessions;

namespace SearchEngine.Reranker;

/// <summary>How a cross-encoder is loaded.</summary>
public sealed record CrossEncoderOptions
{
    /// <summary>How weights are held; null leaves it to the device: 8 bits on the CPU, float16 on CUDA.</summary>
    public Precision? Precision { get; init; }

    /// <summary>The device wanted; where it cannot start the model runs on the CPU and says so in <see cref="CrossEncoder.Device"/>.</summary>
    public Device Device { get; init; } = Device.Cpu;

    /// <summary>Passages scored at once, one core each; on CUDA, where many are scored in one run, those that are tokenized at once.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Where written graphs are kept.</summary>
    public GraphCache Cache { get; init; } = GraphCache.Default;
}
