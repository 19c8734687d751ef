namespace SearchEngine.Runtime.Checkpoints.Gguf.Formats;

/// <summary>The registry of formats that can be read.</summary>
internal static class TensorFormats
{
    private static readonly Dictionary<GgmlType, TensorFormat> ByType =
        CreateAll().ToDictionary(format => format.Type);

    /// <summary>Names of the formats, for error messages.</summary>
    public static string SupportedNames => string.Join(", ", ByType.Keys);

    public static TensorFormat Get(GgmlType type) => ByType[type];

    /// <summary>Returns the format with this number in ggml's enumeration, or null.</summary>
    public static TensorFormat? Find(uint type) => ByType.GetValueOrDefault((GgmlType)type);

    private static TensorFormat[] CreateAll() =>
    [
        new F32(), new F16(), new BF16(),
        new Q4_0(), new Q4_1(), new Q5_0(), new Q5_1(), new Q8_0(),
        new Q4_K(), new Q5_K(), new Q6_K(),
    ];
}
