using SearchEngine.Runtime.Graphs;
using SearchEngine.Runtime.Sessions;

namespace SearchEngine.Encoder;

/// <summary>Options for loading an encoder.</summary>
public sealed record EncoderOptions
{
    /// <summary>
    /// The precision of the weights; null for the default of the device: 8 bits on the CPU, which cost about 0.002 of cosine similarity and
    /// are two to four times as fast, and float16 on CUDA.
    /// </summary>
    public Precision? Precision { get; init; }

    /// <summary>
    /// The path of an ONNX file in the model folder, such as onnx/model.onnx, to run unchanged instead of a graph generated from the
    /// weights. Null for the weights or, if there are none, for the only ONNX file in the folder.
    /// </summary>
    public string? OnnxFile { get; init; }

    /// <summary>
    /// The size to truncate embeddings to, for a model that was trained for it (Matryoshka). Truncated embeddings are normalized again.
    /// Null for the size that the model folder specifies, usually the full size.
    /// </summary>
    public int? Dimensions { get; init; }

    /// <summary>
    /// The preferred device. If it is not available, the encoder runs on the CPU and <see cref="TextEncoder.Device"/> gives the reason.
    /// </summary>
    public Device Device { get; init; } = Device.Cpu;

    /// <summary>The number of texts to encode in parallel on the CPU, one core each.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>The cache for the graphs that are generated from the weights.</summary>
    public GraphCache Cache { get; init; } = GraphCache.Default;
}
