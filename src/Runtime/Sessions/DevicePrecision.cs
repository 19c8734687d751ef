using SearchEngine.Runtime.Graphs;

namespace SearchEngine.Runtime.Sessions;

/// <summary>The precision that a model runs in where none is asked for: what its device runs best.</summary>
public static class DevicePrecision
{
    /// <summary>8 bits on the CPU, float16 on CUDA, or what was asked for.</summary>
    /// <param name="device">The device that the model does run on.</param>
    /// <param name="requested">What was asked for; null for nothing.</param>
    /// <exception cref="ArgumentException">8-bit weights are asked for on a GPU, or 4-bit ones, which are for decoders.</exception>
    public static Precision Choose(Device device, Precision? requested) => (device, requested) switch
    {
        (Device.Cuda, Precision.Int8) => throw new ArgumentException("8-bit weights run on the CPU alone; leave the precision out to run float16 on CUDA, or choose the CPU"),
        (_, Precision.Int4) => throw new ArgumentException("4-bit weights are for decoders; leave the precision out, or choose int8, float16 or float32"),
        (Device.Cuda, null) => Precision.Float16,
        _ => requested ?? Precision.Int8,
    };
}
