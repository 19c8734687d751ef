using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace SearchEngine.Runtime.Tokenizers.Decoders;

/// <summary>
/// Decodes runs of tokens such as &lt;0x61&gt; as UTF-8 (decoders/byte_fallback.rs of Hugging Face tokenizers); in an invalid run each byte
/// becomes U+FFFD.
/// </summary>
internal sealed class ByteFallbackDecoder : TokenDecoder
{
    public override IReadOnlyList<string> DecodePieces(IReadOnlyList<string> tokens)
    {
        List<string> pieces = [];
        List<byte> run = [];
        foreach (string token in tokens)
        {
            if (TryReadByte(token, out byte value))
            {
                run.Add(value);
                continue;
            }
            EndRun();
            pieces.Add(token);
        }
        EndRun();
        return pieces;

        void EndRun()
        {
            if (run.Count > 0) pieces.Add(DecodeUtf8([.. run]));
            run.Clear();
        }
    }

    private static bool TryReadByte(string token, out byte value)
    {
        value = 0;
        return token is ['<', '0', 'x', _, _, '>']
            && byte.TryParse(token.AsSpan(3, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
    }

    private static string DecodeUtf8(byte[] run) =>
        Utf8.IsValid(run) ? Encoding.UTF8.GetString(run) : new string('\uFFFD', run.Length);
}
