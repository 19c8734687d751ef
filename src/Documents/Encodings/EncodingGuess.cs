using System.Text;
using UtfUnknown;

namespace SearchEngine.Documents.Encodings;

/// <summary>Asks UTF.Unknown what encoding bytes look like.</summary>
internal static class EncodingGuess
{
    // Its time grows by the byte (a quarter of a megabyte takes a third of a second), its certainty hardly.
    private const int Looked = 65_536;

    // Below, single bytes of a few words say nothing: "Café" looks Polish.
    private const int FewestBytes = 8;
    private const float LeastConfidence = 0.5f;
    private const float Certain = 0.95f;

    /// <returns>The encoding; null where it cannot be told.</returns>
    public static Encoding? Of(ReadOnlySpan<byte> content)
    {
        int first = content.IndexOfAnyExceptInRange((byte)0, (byte)127);
        int from = Math.Max(0, Math.Min(first, content.Length - 1) - 256);
        byte[] sample = content.Slice(from, Math.Min(Looked, content.Length - from)).ToArray();
        if (CharsetDetector.DetectFromBytes(sample).Detected is not { } detected) return null;
        int high = sample.Count(value => value > 127);
        bool enough = detected.Confidence >= Certain || (detected.Confidence >= LeastConfidence && high >= FewestBytes);
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
    public static bool SwitchesByEscapes(ReadOnlySpan<byte> content) => content.IndexOf("\e$"u8) >= 0 && Of(content)?.CodePage is >= 50220 and <= 50229;
}
