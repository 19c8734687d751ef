using System.Runtime.Intrinsics.X86;

namespace SearchEngine.Runtime.Graphs;

/// <summary>
/// The maximum magnitude of an 8-bit weight. x64 processors without VNNI add products of byte pairs in 16 bits with saturation: 2 x 255 x
/// 127 overflows, 2 x 255 x 63 does not, so weights have 7 bits there.
/// </summary>
internal static class Int8WeightRange
{
    public const int Full = 127;
    public const int WithoutVnni = 63;

    public static int Current { get; } = !X86Base.IsSupported || HasVnni() ? Full : WithoutVnni;

    /// <summary>AVX512_VNNI is bit 11 of ECX in CPUID leaf 7; AVX-VNNI is bit 4 of EAX in its first subleaf.</summary>
    private static bool HasVnni()
    {
        const int Leaf = 7;
        if (X86Base.CpuId(0, 0).Eax < Leaf) return false;
        return (X86Base.CpuId(Leaf, 0).Ecx & 1 << 11) != 0 || (
            X86Base.CpuId(Leaf, 0).Eax >= 1 && (X86Base.CpuId(Leaf, 1).Eax & 1 << 4) != 0);
    }
}
