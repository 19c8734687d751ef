using Microsoft.ML.OnnxRuntime;
using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Graphs;

namespace SearchEngine.Runtime.Sessions;

/// <summary>Creates ONNX Runtime sessions. By default a run uses one core, so that callers run in parallel.</summary>
internal static class SessionFactory
{
    /// <summary>Starts initializing ONNX Runtime in the background, which the first session would otherwise wait for.</summary>
    public static void WarmUp() => Task.Run(static () => OnnxEnvironment.Instance);

    /// <summary>Creates a session of a generated graph.</summary>
    /// <param name="folder">The folder of the graph.</param>
    /// <param name="device">A device returned by <see cref="DeviceChoice.Resolve"/>.</param>
    /// <param name="file">Name of the graph file in the folder.</param>
    /// <param name="threads">Number of cores per run.</param>
    /// <exception cref="CheckpointException">ONNX Runtime rejects the graph.</exception>
    // Generated graphs are already optimal; further fusion would bring back slower operators (see Layers.AddAndNorm).
    public static InferenceSession Create(string folder, Device device, string file = GraphBuilder.ModelFile, int threads = 1) =>
        Create(Path.Combine(folder, file), device, GraphOptimizationLevel.ORT_ENABLE_BASIC, threads);

    /// <summary>Creates a session of an external ONNX file, with all of ONNX Runtime's optimizations.</summary>
    /// <param name="path">The file.</param>
    /// <param name="device">A device returned by <see cref="DeviceChoice.Resolve"/>.</param>
    /// <exception cref="CheckpointException">ONNX Runtime rejects the graph.</exception>
    public static InferenceSession CreateFromFile(string path, Device device) =>
        Create(path, device, GraphOptimizationLevel.ORT_ENABLE_ALL, threads: 1);

    private static InferenceSession Create(string path, Device device, GraphOptimizationLevel level, int threads)
    {
        _ = OnnxEnvironment.Instance;
        using SessionOptions options = new()
        {
            IntraOpNumThreads = threads,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            GraphOptimizationLevel = level,
        };
        if (device == Device.Cuda) options.AppendExecutionProvider_CUDA();
        try
        {
            return new InferenceSession(path, options);
        }
        catch (OnnxRuntimeException e)
        {
            throw new CheckpointException(path, null, $"ONNX Runtime cannot load the graph ({e.Message.ReplaceLineEndings(" ")})", e);
        }
    }
}
