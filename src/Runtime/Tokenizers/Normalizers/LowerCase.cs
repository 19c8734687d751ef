namespace SearchEngine.Runtime.Tokenizers.Normalizers;

/// <summary>Lower-cases characters individually, independent of their context.</summary>
internal static class LowerCase
{
    // U+0130 is the only character with a longer lower-case form; .NET maps one to one and leaves it unchanged.
    public static string Convert(string text) => text.Replace("\u0130", "i\u0307", StringComparison.Ordinal).ToLowerInvariant();
}
