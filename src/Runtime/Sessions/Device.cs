using Microsoft.ML.OnnxRuntime;

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
/// <param name="Notice">What is missing for the device asked for, and the way out; null where it is the one asked for.</param>
public sealed record DeviceChoice(Device Device, string? Notice)
{
    private const string CudaProvider = "CUDAExecutionProvider";

    /// <summary>Tries the device, and falls back to the CPU with a notice that names what is missing.</summary>
    public static DeviceChoice Resolve(Device wanted)
    {
        if (wanted == Device.Cpu) return new DeviceChoice(Device.Cpu, null);
        if (!OnnxEnvironment.Instance.GetAvailableProviders().Contains(CudaProvider))
            return Fallback("this build carries ONNX Runtime's CPU package; build with -p:Gpu=true to bring Microsoft.ML.OnnxRuntime.Gpu");
        try
        {
            using SessionOptions probe = new();
            probe.AppendExecutionProvider_CUDA();
            return new DeviceChoice(Device.Cuda, null);
        }
        catch (OnnxRuntimeException e)
        {
            return Fallback(e.Message.ReplaceLineEndings(" "));
        }
    }

    private static DeviceChoice Fallback(string missing) => new(Device.Cpu, $"CUDA cannot start: {missing}. Running on the CPU.");
}
