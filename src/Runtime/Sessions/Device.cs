using Microsoft.ML.OnnxRuntime;
using SearchEngine.Runtime.Graphs;

namespace SearchEngine.Runtime.Sessions;

/// <summary>Where a model runs.</summary>
public enum Device
{
    /// <summary>The processor.</summary>
    Cpu,

    /// <summary>An NVIDIA GPU through CUDA.</summary>
    Cuda,
}

/// <summary>The device that a model will run on, and why it is not the one that was asked for.</summary>
/// <param name="Device">The device.</param>
/// <param name="FallbackReason">What is missing for the device asked for, and the way out; null where it is the one asked for.</param>
public sealed record DeviceChoice(Device Device, string? FallbackReason)
{
    private const string CudaProvider = "CUDAExecutionProvider";

    /// <summary>What to tell a person who asked for another device; null where it is the one asked for.</summary>
    public string? Notice => FallbackReason is null ? null : $"CUDA cannot start: {FallbackReason}. Running on the CPU.";

    /// <summary>Tries the device, and falls back to the CPU with a notice that names what is missing.</summary>
    public static DeviceChoice Resolve(Device requested)
    {
        if (requested == Device.Cpu) return new DeviceChoice(Device.Cpu, null);
        if (!OnnxEnvironment.Instance.GetAvailableProviders().Contains(CudaProvider))
            return new DeviceChoice(Device.Cpu, "this build carries ONNX Runtime's CPU package; build with -p:Gpu=true to bring Microsoft.ML.OnnxRuntime.Gpu");
        try
        {
            using SessionOptions probe = new();
            probe.AppendExecutionProvider_CUDA();
            // Only a session finds out that there is no device.
            new InferenceSession(CreateProbeModel(), probe).Dispose();
            return new DeviceChoice(Device.Cuda, null);
        }
        catch (OnnxRuntimeException e)
        {
            return new DeviceChoice(Device.Cpu, e.Message.ReplaceLineEndings(" "));
        }
    }

    /// <summary>A model that gives the number that it is given.</summary>
    internal static byte[] CreateProbeModel()
    {
        OnnxValueInfo given = new("x", OnnxType.Float, [1]), result = new("y", OnnxType.Float, [1]);
        using MemoryStream model = new();
        OnnxWriter.Write(new OnnxModel("probe", [new OnnxNode("Identity", "", [given.Name], [result.Name], [])], [], [given], [result], DataFile: ""), model);
        return model.ToArray();
    }
}
