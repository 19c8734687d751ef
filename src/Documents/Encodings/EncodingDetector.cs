using System.Text;
using UtfUnknown;

namespace SearchEngine.Documents.Encodings;

/// <summary>Detects encodings statistically, with UTF.Unknown.</summary>
internal static class EncodingDetector
{
    // The time grows with the size (a third of a second for 256 KB), the confidence hardly does.
    private const int SampleSize = 65_536;

    // Fewer bytes are not enough evidence: "Café" looks Polish.
    private const int MinNonAsciiBytes = 8;
    private const float MinConfidence = 0.5f;
    private const float CertainConfidence = 0.95f;

    /// <returns>The encoding; null if it cannot be detected.</returns>
    public static Encoding? Detect(ReadOnlySpan<byte> content)
    {
        int firstNonAscii = content.IndexOfAnyExceptInRange((byte)0, (byte)127);
        int from = Math.Max(0, Math.Min(firstNonAscii, content.Length - 1) - 256);
        byte[] sample = content.Slice(from, Math.Min(SampleSize, content.Length - from)).ToArray();
        if (CharsetDetector.DetectFromBytes(sample).Detected is not { } detected) return null;
        int nonAsciiBytes = sample.Count(value => value > 127);
        bool isCertain = detected.Confidence >= CertainConfidence;
        bool isLikely = detected.Confidence >= MinConfidence && nonAsciiBytes >= MinNonAsciiBytes;
        if (!isCertain && !isLikely) return null;

        // ISO 8859 has no characters where Windows code pages have quotation marks.
        bool isWindows = content.IndexOfAnyInRange((byte)0x80, (byte)0x9f) >= 0;
        return EncodingNames.Find(detected.EncodingName.ToLowerInvariant() switch
        {
            "iso-8859-7" when isWindows => "windows-1253",
            "iso-8859-2" when isWindows => "windows-1250",
            string name => name,
        });
    }

    /// <summary>Whether ASCII bytes are Japanese, Korean or Chinese in ISO 2022, which switches alphabets by escape sequences.</summary>
    public static bool UsesEscapeSequences(ReadOnlySpan<byte> content) =>
        content.IndexOf("\e$"u8) >= 0 && Detect(content)?.CodePage is >= 50220 and <= 50229;
}
