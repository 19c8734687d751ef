using System.Text;

namespace SearchEngine.Runtime.Tokenizers.Decoders;

/// <summary>
/// Decodes tokens in the <see cref="ByteAlphabet"/> to UTF-8; a token that contains any other character is kept unchanged.
/// </summary>
internal sealed class ByteLevelDecoder : TokenDecoder
{
    public override IReadOnlyList<string> DecodePieces(IReadOnlyList<string> tokens)
    {
        List<byte> bytes = [];
        foreach (string token in tokens) Append(token, bytes);
        return [Encoding.UTF8.GetString([.. bytes])];
    }

    /// <summary>Appends the bytes of a token, which may end within a character.</summary>
    public static void Append(string token, List<byte> bytes)
    {
        int before = bytes.Count;
        foreach (char letter in token)
        {
            if (ByteAlphabet.TryGetByte(letter, out byte value))
            {
                bytes.Add(value);
                continue;
            }
            bytes.RemoveRange(before, bytes.Count - before);
            bytes.AddRange(Encoding.UTF8.GetBytes(token));
            return;
        }
    }
}
