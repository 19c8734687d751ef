using System.Text;

namespace SearchEngine.Runtime.Tokenizers.Patterns;

/// <summary>Matches single characters of a kind.</summary>
internal sealed class CharacterPattern(Predicate<Rune> isMatch) : TextPattern
{
    public override IEnumerable<(int Start, int End)> Matches(string text)
    {
        for (int start = 0, length; start < text.Length; start += length)
        {
            Rune.DecodeFromUtf16(text.AsSpan(start), out Rune rune, out length);
            if (isMatch(rune)) yield return (start, start + length);
        }
    }
}
