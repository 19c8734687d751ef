using System.Text;

namespace SearchEngine.Runtime.Tokenizers.Normalizers;

/// <summary>Prepends a string to a non-empty text; its origin is the text's first character.</summary>
internal sealed class PrependNormalizer(string prefix) : AligningNormalizer
{
    public override void Normalize(ReadOnlySpan<char> text, AlignedText output)
    {
        if (text.IsEmpty) return;
        Rune.DecodeFromUtf16(text, out _, out int units);
        output.Append(prefix, 0, units);
        output.AppendUnchanged(text);
    }
}
