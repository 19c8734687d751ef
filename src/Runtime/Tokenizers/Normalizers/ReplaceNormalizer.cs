using System.Text;
using SearchEngine.Runtime.Tokenizers.Patterns;

namespace SearchEngine.Runtime.Tokenizers.Normalizers;

/// <summary>Puts a string in the place of what a pattern finds; it comes from the last character of that.</summary>
internal sealed class ReplaceNormalizer(TextPattern pattern, string content) : AligningNormalizer
{
    public override void Normalize(ReadOnlySpan<char> text, AlignedText output)
    {
        if (text.IsEmpty) return;
        int from = 0;
        foreach ((int start, int end) in pattern.Matches(text.ToString()))
        {
            output.AppendUnchanged(text[from..start], from);
            from = end;
            (int first, int last) = FindLastCharacter(text, end);
            output.Append(content, first, last);
        }
        output.AppendUnchanged(text[from..], from);
    }

    // Of a match of nothing at the beginning, the character after it.
    private static (int Start, int End) FindLastCharacter(ReadOnlySpan<char> text, int end)
    {
        int units;
        if (end == 0)
        {
            Rune.DecodeFromUtf16(text, out _, out units);
            return (0, units);
        }
        Rune.DecodeLastFromUtf16(text[..end], out _, out units);
        return (end - units, end);
    }
}
