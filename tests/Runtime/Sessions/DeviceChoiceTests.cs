using Microsoft.ML.OnnxRuntime;
using SearchEngine.Runtime.Sessions;

namespace SearchEngine.Runtime.Tests.Sessions;

public sealed class DeviceChoiceTests
{
    [Fact]
    public void Resolve_Cpu_HasNoFallback()
    {
        DeviceChoice choice = DeviceChoice.Resolve(Device.Cpu);
        Assert.Equal((Device.Cpu, null, null), (choice.Device, choice.FallbackReason, choice.Notice));
    }

    [Fact]
    public void Resolve_CudaInACpuBuild_NamesThePackageAndFallsBack()
    {
        if (OnnxEnvironment.Instance.GetAvailableProviders().Contains("CUDAExecutionProvider")) Assert.Skip("this build has CUDA");
        DeviceChoice choice = DeviceChoice.Resolve(Device.Cuda);
        Assert.Equal(Device.Cpu, choice.Device);
        Assert.Contains("-p:Gpu=true", choice.FallbackReason, StringComparison.Ordinal);
        Assert.Contains(choice.FallbackReason!, choice.Notice, StringComparison.Ordinal);
    }

    /// <summary>If no provider could load the model, every GPU would be reported as missing.</summary>
    [Fact]
    public void CreateProbeModel_Loaded_ReturnsItsInput()
    {
        _ = OnnxEnvironment.Instance;
        using InferenceSession session = new(DeviceChoice.CreateProbeModel());
        using OrtValue given = OrtValue.CreateTensorValueFromMemory(new[] { 3f }, [1]);
        using RunOptions options = new();
        using IDisposableReadOnlyCollection<OrtValue> results = session.Run(options, ["x"], [given], ["y"]);
        Assert.Equal([3f], results[0].GetTensorDataAsSpan<float>().ToArray());
    }
}
