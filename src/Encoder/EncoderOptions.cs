using SearchEngine.Runtime.Graphs;
using SearchEngine.Runtime.Sessions;

namespace SearchEngine.Encoder;

/// <summary>How an encoder is loaded.</summary>
public sealed record EncoderOptions
{
    /// <summary>
    /// How weights are held; null leaves it to the device. On the CPU that is 8 bits, which cost about 0.002 of cosine and run two to four times as fast; on CUDA
    /// it is float16.
    /// </summary>
    public Precision? Precision { get; init; }

    /// <summary>
    /// A ready ONNX file of the model folder, such as onnx/model.onnx, to run as it is in place of a graph written from the weights; its precision is its own. Null for
    /// the weights, or, where the folder has none, for the ONNX file that it has.
    /// </summary>
    public string? OnnxFile { get; init; }

    /// <summary>
    /// Cuts embeddings to their first numbers, normalized anew, for a model that was trained for it (Matryoshka); null for the size that the folder asks for, which is
    /// the whole as a rule.
    /// </summary>
    public int? Dimensions { get; init; }

    /// <summary>The device wanted; where it cannot start the encoder runs on the CPU and says so in <see cref="TextEncoder.Device"/>.</summary>
    public Device Device { get; init; } = Device.Cpu;

    /// <summary>Texts encoded at once on the CPU, one core each.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Where written graphs are kept.</summary>
    public GraphCache Cache { get; init; } = GraphCache.Default;
}
