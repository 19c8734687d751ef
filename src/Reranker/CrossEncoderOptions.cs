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

    /// <summary>Passages scored at once, one core each.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Where written graphs are kept.</summary>
    public GraphCache Cache { get; init; } = GraphCache.Default;

    internal Precision PrecisionOn(Device device) => (device, Precision) switch
    {
        (Device.Cuda, Runtime.Graphs.Precision.Int8) =>
            throw new ArgumentException("8-bit weights run on the CPU alone; leave the precision out to run float16 on CUDA, or choose the CPU"),
        (Device.Cuda, _) => Precision ?? Runtime.Graphs.Precision.Float16,
        _ => Precision ?? Runtime.Graphs.Precision.Int8,
    };
}
