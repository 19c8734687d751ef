using SearchEngine.Runtime.Graphs;
using SearchEngine.Runtime.Sessions;

namespace SearchEngine.Runtime.Tests.Sessions;

public sealed class DevicePrecisionTests
{
    [Theory]
    [InlineData(Device.Cpu, null, Precision.Int8)]
    [InlineData(Device.Cpu, Precision.Float32, Precision.Float32)]
    [InlineData(Device.Cuda, null, Precision.Float16)]
    [InlineData(Device.Cuda, Precision.Float32, Precision.Float32)]
    public void Choose_Device_ReturnsTheRequestedOrDefaultPrecision(Device device, Precision? wanted, Precision expected) =>
        Assert.Equal(expected, DevicePrecision.Choose(device, wanted));

    [Fact]
    public void Choose_EightBitsOnCuda_NamesAlternatives()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => DevicePrecision.Choose(Device.Cuda, Precision.Int8));
        Assert.Contains("float16", error.Message, StringComparison.Ordinal);
    }
}
