using System.Text;
using SearchEngine.Runtime.Tokenizers.Patterns;

namespace SearchEngine.Runtime.Tokenizers.Normalizers;

/// <summary>Replaces the matches of a pattern by a string, whose origin is the last character of the match.</summary>
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

    // For an empty match at the start, the following character.
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
