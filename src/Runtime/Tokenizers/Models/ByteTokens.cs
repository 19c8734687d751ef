using System.Globalization;
using System.Text;

namespace SearchEngine.Runtime.Tokenizers.Models;

/// <summary>
/// The tokens &lt;0x00&gt; to &lt;0xFF&gt;, which represent the UTF-8 bytes of symbols without a token ("byte_fallback").
/// </summary>
internal sealed class ByteTokens(Vocabulary vocabulary)
{
    private readonly int?[] _ids =
        [.. Enumerable.Range(0, 256).Select(value => vocabulary.TokenToId(string.Create(CultureInfo.InvariantCulture, $"<0x{value:X2}>")))];

    /// <summary>Returns the ids of a text's byte tokens, or null if one of them does not exist.</summary>
    public int[]? GetIdsOrNull(ReadOnlySpan<char> text)
    {
        List<int> ids = new(text.Length);
        Span<byte> utf8 = stackalloc byte[4];
        foreach (Rune rune in text.EnumerateRunes())
        {
            foreach (byte value in utf8[..rune.EncodeToUtf8(utf8)])
            {
                if (_ids[value] is not { } id) return null;
                ids.Add(id);
            }
        }
        return [.. ids];
    }
}
