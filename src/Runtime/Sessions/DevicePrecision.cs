using SearchEngine.Runtime.Graphs;

namespace SearchEngine.Runtime.Sessions;

/// <summary>Selects the precision that suits a device if none is requested.</summary>
internal static class DevicePrecision
{
    /// <summary>Returns the requested precision, or the default: 8 bits on the CPU, float16 on CUDA.</summary>
    /// <param name="device">The device on which the model runs.</param>
    /// <param name="requested">The requested precision, or null.</param>
    /// <exception cref="ArgumentException">
    /// 8-bit weights were requested on a GPU, or 4-bit weights, which only decoders support.
    /// </exception>
    public static Precision Choose(Device device, Precision? requested) => (device, requested) switch
    {
        (Device.Cuda, Precision.Int8) => throw new ArgumentException(
            "8-bit weights run only on the CPU; omit the precision to run float16 on CUDA, or choose the CPU"),
        (_, Precision.Int4) => throw new ArgumentException(
            "4-bit weights are only supported for decoders; omit the precision, or choose int8, float16 or float32"),
        (Device.Cuda, null) => Precision.Float16,
        _ => requested ?? Precision.Int8,
    };
}
