using System.Globalization;
using System.Text;

namespace SearchEngine.Runtime.Tokenizers.Normalizers;

/// <summary>
/// BERT's normalizer as in Hugging Face tokenizers (normalizers/bert.rs): removes control characters and accents, turns white space into
/// spaces, separates CJK ideographs and converts to lower case. The library's normalizer deletes tabs and line breaks, which joins words.
/// </summary>
/// <remarks>
/// Each character is mapped independently. Remaining marks are not put in canonical order: the few affected sequences (such as two spacing
/// marks of different classes after one letter) are in that order in real text. Categories are those of the running .NET; the reference
/// uses Unicode 8.
/// </remarks>
internal sealed class BertNormalizer : AligningNormalizer
{
    private readonly bool _cleanText;
    private readonly bool _handleChineseChars;
    private readonly bool _stripAccents;
    private readonly bool _lowercase;

    // Null if the character is unchanged.
    private readonly RuneTable<string?> _mappings;

    public BertNormalizer(bool cleanText, bool handleChineseChars, bool stripAccents, bool lowercase)
    {
        (_cleanText, _handleChineseChars, _stripAccents, _lowercase) = (cleanText, handleChineseChars, stripAccents, lowercase);
        _mappings = new(rune => Map(rune) is { } image && image != rune.ToString() ? image : null);
    }

    public override void Normalize(ReadOnlySpan<char> text, AlignedText output)
    {
        for (int start = 0; start < text.Length;)
        {
            // A lone surrogate is read as U+FFFD.
            Rune.DecodeFromUtf16(text[start..], out Rune rune, out int units);
            int end = start + units;
            if (_mappings[rune] is { } image) output.Append(image, start, end);
            else output.Append(rune, start, end);
            start = end;
        }
    }

    private string Map(Rune rune)
    {
        if (_cleanText)
        {
            if (IsRemoved(rune)) return "";
            if (Rune.IsWhiteSpace(rune)) return " ";
        }
        string image = _stripAccents ? StripMarks(UnicodeData.Decompose(rune)) : rune.ToString();
        if (_handleChineseChars && IsIdeograph(rune.Value)) image = $" {image} ";
        return _lowercase ? LowerCase.Convert(image) : image;
    }

    private static bool IsRemoved(Rune rune) => rune.Value switch
    {
        '\t' or '\n' or '\r' => false,
        0xFFFD => true,
        _ => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse,
    };

    private static bool IsIdeograph(int value) => value is
        (>= 0x4E00 and <= 0x9FFF) or (>= 0x3400 and <= 0x4DBF) or (>= 0x20000 and <= 0x2A6DF) or (>= 0x2A700 and <= 0x2B73F) or
        (>= 0x2B740 and <= 0x2B81F) or (>= 0x2B920 and <= 0x2CEAF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x2F800 and <= 0x2FA1F);

    private static string StripMarks(string text) => string.Concat(
        text.EnumerateRunes().Where(rune => Rune.GetUnicodeCategory(rune) != UnicodeCategory.NonSpacingMark));
}
