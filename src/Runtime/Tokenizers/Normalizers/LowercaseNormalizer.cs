using System.Text;

namespace SearchEngine.Runtime.Tokenizers.Normalizers;

/// <summary>Converts letters to lower case; if one becomes two characters, both have its span.</summary>
internal sealed class LowercaseNormalizer : AligningNormalizer
{
    private static readonly RuneTable<string> Mappings = new(rune => LowerCase.Convert(rune.ToString()));

    public override void Normalize(ReadOnlySpan<char> text, AlignedText output)
    {
        for (int start = 0, length; start < text.Length; start += length)
        {
            Rune.DecodeFromUtf16(text[start..], out Rune rune, out length);
            output.Append(Mappings[rune], start, start + length);
        }
    }
}
