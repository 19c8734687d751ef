namespace SearchEngine.Runtime.Tokenizers.Normalizers;

/// <summary>Lower case of single characters, whatever stands beside them.</summary>
internal static class LowerCase
{
    // U+0130 is the one character whose lower case is longer; .NET maps one to one and leaves it.
    public static string Convert(string text) => text.Replace("\u0130", "i\u0307", StringComparison.Ordinal).ToLowerInvariant();
}
