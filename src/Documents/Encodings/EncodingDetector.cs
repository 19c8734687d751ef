using System.Text;
using UtfUnknown;

namespace SearchEngine.Documents.Encodings;

/// <summary>Asks UTF.Unknown what encoding bytes look like.</summary>
internal static class EncodingDetector
{
    // Its time grows by the byte (a quarter of a megabyte takes a third of a second), its certainty hardly.
    private const int SampleSize = 65_536;

    // Below, single bytes of a few words say nothing: "Café" looks Polish.
    private const int MinNonAsciiBytes = 8;
    private const float MinConfidence = 0.5f;
    private const float CertainConfidence = 0.95f;

    /// <returns>The encoding; null where it cannot be told.</returns>
    public static Encoding? Detect(ReadOnlySpan<byte> content)
    {
        int first = content.IndexOfAnyExceptInRange((byte)0, (byte)127);
        int from = Math.Max(0, Math.Min(first, content.Length - 1) - 256);
        byte[] sample = content.Slice(from, Math.Min(SampleSize, content.Length - from)).ToArray();
        if (CharsetDetector.DetectFromBytes(sample).Detected is not { } detected) return null;
        int high = sample.Count(value => value > 127);
        bool enough = detected.Confidence >= CertainConfidence || (detected.Confidence >= MinConfidence && high >= MinNonAsciiBytes);
        if (!enough) return null;

        // ISO 8859 has no characters where Windows has its quotation marks.
        bool windows = content.IndexOfAnyInRange((byte)0x80, (byte)0x9f) >= 0;
        return EncodingNames.Find(detected.EncodingName.ToLowerInvariant() switch
        {
            "iso-8859-7" when windows => "windows-1253",
            "iso-8859-2" when windows => "windows-1250",
            string name => name,
        });
    }

    /// <summary>Whether bytes that are all ASCII may be Japanese, Korean or Chinese written in ISO 2022, which switches alphabets by escape sequences.</summary>
    public static bool UsesEscapeSequences(ReadOnlySpan<byte> content) => content.IndexOf("\e$"u8) >= 0 && Detect(content)?.CodePage is >= 50220 and <= 50229;
}
