using System.Text;

namespace SearchEngine.Runtime.Tokenizers.Decoders;

/// <summary>Reads tokens spelled in the <see cref="ByteAlphabet"/> as UTF-8; a token with another character in it stands for itself.</summary>
internal sealed class ByteLevelDecoder : TokenDecoder
{
    public override IReadOnlyList<string> DecodePieces(IReadOnlyList<string> tokens)
    {
        List<byte> bytes = [];
        foreach (string token in tokens) Append(token, bytes);
        return [Encoding.UTF8.GetString([.. bytes])];
    }

    /// <summary>Appends the bytes that a token stands for, which need not be whole characters.</summary>
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
