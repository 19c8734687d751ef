using Microsoft.ML.OnnxRuntime;
using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Graphs;

namespace SearchEngine.Runtime.Sessions;

/// <summary>Creates ONNX Runtime sessions. Runs use one core each, so that callers run side by side, unless a single caller is to have several.</summary>
public static class SessionFactory
{
    /// <summary>Starts the process's ONNX Runtime beside what a caller has to do before its first session, which waits for it otherwise.</summary>
    public static void WarmUp() => Task.Run(static () => OnnxEnvironment.Instance);

    /// <summary>Creates a session of a graph that was written here.</summary>
    /// <param name="folder">A folder that holds a written graph.</param>
    /// <param name="device">A device that <see cref="DeviceChoice.Resolve"/> gave.</param>
    /// <param name="file">Which of the folder's graphs.</param>
    /// <param name="threads">Cores of a run.</param>
    /// <exception cref="CheckpointException">ONNX Runtime refuses the graph.</exception>
    // Graphs are written in the form that is to run; further fusions would put slower operators back (see Layers.AddAndNorm).
    public static InferenceSession Create(string folder, Device device, string file = GraphBuilder.ModelFile, int threads = 1) =>
        Create(Path.Combine(folder, file), device, GraphOptimizationLevel.ORT_ENABLE_BASIC, threads);

    /// <summary>Creates a session of an ONNX file that came from elsewhere; ONNX Runtime fuses of it what it can.</summary>
    /// <param name="path">The file.</param>
    /// <param name="device">A device that <see cref="DeviceChoice.Resolve"/> gave.</param>
    /// <exception cref="CheckpointException">ONNX Runtime refuses the graph.</exception>
    public static InferenceSession CreateFromFile(string path, Device device) => Create(path, device, GraphOptimizationLevel.ORT_ENABLE_ALL, threads: 1);

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
