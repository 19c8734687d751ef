using Microsoft.ML.OnnxRuntime;
using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Graphs;

namespace SearchEngine.Runtime.Sessions;

/// <summary>Creates ONNX Runtime sessions from written graphs.</summary>
public static class SessionFactory
{
    /// <summary>Creates a session whose runs use one core each: callers run side by side, one per core.</summary>
    /// <param name="folder">A folder that holds a written graph.</param>
    /// <param name="device">A device that <see cref="DeviceChoice.Resolve"/> gave.</param>
    /// <param name="file">Which of the folder's graphs.</param>
    /// <exception cref="CheckpointException">ONNX Runtime refuses the graph.</exception>
    public static InferenceSession Create(string folder, Device device, string file = GraphBuilder.ModelFile)
    {
        _ = OnnxEnvironment.Instance;
        string path = Path.Combine(folder, file);
        using SessionOptions options = new()
        {
            IntraOpNumThreads = 1,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            // Graphs are written in the form that is to run; further fusions would put slower operators back (see Layers.AddAndNorm).
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_BASIC,
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
