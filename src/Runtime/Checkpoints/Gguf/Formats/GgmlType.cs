namespace SearchEngine.Runtime.Checkpoints.Gguf.Formats;

/// <summary>The supported element types of tensors, with the names and numbers of ggml.</summary>
internal enum GgmlType
{
    /// <summary>IEEE 754 binary32.</summary>
    F32 = 0,

    /// <summary>IEEE 754 binary16.</summary>
    F16 = 1,

    /// <summary>Blocks of 32: a scale and 4-bit codes centred at 8.</summary>
    Q4_0 = 2,

    /// <summary>Blocks of 32: a scale, a minimum and 4-bit codes.</summary>
    Q4_1 = 3,

    /// <summary>Blocks of 32: a scale and 5-bit codes centred at 16.</summary>
    Q5_0 = 6,

    /// <summary>Blocks of 32: a scale, a minimum and 5-bit codes.</summary>
    Q5_1 = 7,

    /// <summary>Blocks of 32: a scale and signed 8-bit codes.</summary>
    Q8_0 = 8,

    /// <summary>Blocks of 256, eight groups of 32: 6-bit scales and minima, 4-bit codes.</summary>
    Q4_K = 12,

    /// <summary>Blocks of 256, eight groups of 32: 6-bit scales and minima, 5-bit codes.</summary>
    Q5_K = 13,

    /// <summary>Blocks of 256, sixteen groups of 16: 8-bit scales, 6-bit codes centred at 32.</summary>
    Q6_K = 14,

    /// <summary>The upper half of a binary32.</summary>
    BF16 = 30,
}
