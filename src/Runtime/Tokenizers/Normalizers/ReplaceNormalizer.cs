using System.Text;

namespace SearchEngine.Runtime.Tokenizers.Normalizers;

/// <summary>Puts a string in the place of what a pattern finds; it comes from the last character of that.</summary>
internal sealed class ReplaceNormalizer(TextPattern pattern, string content) : AligningNormalizer
{
    public override void Normalize(ReadOnlySpan<char> text, AlignedText output)
    {
        int from = 0;
        foreach ((int start, int length) in pattern.Matches(text.ToString()))
        {
            output.AppendUnchanged(text[from..start], from);
            from = start + length;
            Rune.DecodeLastFromUtf16(text[..from], out _, out int units);
            output.Append(content, from - units, from);
        }
        output.AppendUnchanged(text[from..], from);
    }
}
