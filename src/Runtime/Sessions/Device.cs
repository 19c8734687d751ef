using Microsoft.ML.OnnxRuntime;
using SearchEngine.Runtime.Graphs;

namespace SearchEngine.Runtime.Sessions;

/// <summary>The device on which a model runs.</summary>
public enum Device
{
    /// <summary>The CPU.</summary>
    Cpu,

    /// <summary>An NVIDIA GPU through CUDA.</summary>
    Cuda,
}

/// <summary>The device on which a model will run, with the reason if it is not the requested one.</summary>
/// <param name="Device">The device.</param>
/// <param name="FallbackReason">
/// Why the requested device is not available, and how to fix that; null if the requested device is used.
/// </param>
public sealed record DeviceChoice(Device Device, string? FallbackReason)
{
    private const string CudaProvider = "CUDAExecutionProvider";

    /// <summary>A message for the user if the requested device is not available; otherwise null.</summary>
    public string? Notice => FallbackReason is null ? null : $"CUDA is not available: {FallbackReason}. Running on the CPU.";

    /// <summary>Tests the requested device, and falls back to the CPU if it is not available.</summary>
    internal static DeviceChoice Resolve(Device requested)
    {
        if (requested == Device.Cpu) return new DeviceChoice(Device.Cpu, null);
        if (!OnnxEnvironment.Instance.GetAvailableProviders().Contains(CudaProvider))
        {
            return new DeviceChoice(
                Device.Cpu,
                "this build contains ONNX Runtime's CPU package; build with -p:Gpu=true to include Microsoft.ML.OnnxRuntime.Gpu");
        }
        try
        {
            using SessionOptions probe = new();
            probe.AppendExecutionProvider_CUDA();
            // A missing device is detected only when a session is created.
            new InferenceSession(CreateProbeModel(), probe).Dispose();
            return new DeviceChoice(Device.Cuda, null);
        }
        catch (OnnxRuntimeException e)
        {
            return new DeviceChoice(Device.Cpu, e.Message.ReplaceLineEndings(" "));
        }
    }

    /// <summary>Creates a model that returns its input.</summary>
    internal static byte[] CreateProbeModel()
    {
        OnnxValueInfo input = new("x", OnnxType.Float, [1]), output = new("y", OnnxType.Float, [1]);
        using MemoryStream model = new();
        OnnxWriter.Write(
            new OnnxModel("probe", [new OnnxNode("Identity", "", [input.Name], [output.Name], [])], [], [input], [output], DataFile: ""),
            model);
        return model.ToArray();
    }
}
