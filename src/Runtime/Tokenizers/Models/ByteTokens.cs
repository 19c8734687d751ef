using System.Globalization;
using System.Text;

namespace SearchEngine.Runtime.Tokenizers.Models;

/// <summary>The tokens &lt;0x00&gt; to &lt;0xFF&gt;, which spell in UTF-8 what no other token does ("byte_fallback").</summary>
internal sealed class ByteTokens(Vocabulary vocabulary)
{
    private readonly int?[] _ids =
        [.. Enumerable.Range(0, 256).Select(value => vocabulary.IdOf(string.Create(CultureInfo.InvariantCulture, $"<0x{value:X2}>")))];

    /// <summary>Appends the tokens of a text, each with the whole text's span; false, and nothing, where one of them does not exist.</summary>
    public bool TryAdd(ReadOnlySpan<char> text, (int Start, int End) origin, TokenBuffer output)
    {
        Span<byte> utf8 = stackalloc byte[4];
        foreach (Rune rune in text.EnumerateRunes())
        {
            foreach (byte value in utf8[..rune.EncodeToUtf8(utf8)])
            {
                if (_ids[value] is null) return false;
            }
        }
        foreach (Rune rune in text.EnumerateRunes())
        {
            foreach (byte value in utf8[..rune.EncodeToUtf8(utf8)]) output.Add(_ids[value]!.Value, origin);
        }
        return true;
    }
}
