using SearchEngine.Runtime.Graphs;
using SearchEngine.Runtime.Sessions;

namespace SearchEngine.Encoder.Tests;

public sealed class EncoderOptionsTests
{
    [Theory]
    [InlineData(Device.Cpu, null, Precision.Int8)]
    [InlineData(Device.Cpu, Precision.Float32, Precision.Float32)]
    [InlineData(Device.Cuda, null, Precision.Float16)]
    [InlineData(Device.Cuda, Precision.Float32, Precision.Float32)]
    public void PrecisionOn_Device_IsItsOwnUnlessAnotherIsAsked(Device device, Precision? asked, Precision expected) =>
        Assert.Equal(expected, new EncoderOptions { Precision = asked }.PrecisionOn(device));

    [Fact]
    public void PrecisionOn_EightBitsOnCuda_SaysWhatToChoose() => Assert.Contains(
        "float16", Assert.Throws<ArgumentException>(() => new EncoderOptions { Precision = Precision.Int8 }.PrecisionOn(Device.Cuda)).Message, StringComparison.Ordinal);
}
