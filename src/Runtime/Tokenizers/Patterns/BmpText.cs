using System.Globalization;
using System.Text;

namespace SearchEngine.Runtime.Tokenizers.Patterns;

/// <summary>
/// A text in which each character beyond the basic multilingual plane is replaced by a BMP character of the same general category. Regular
/// expressions would otherwise see two surrogates, which are neither letters nor digits.
/// </summary>
internal sealed class BmpText
{
    // By category, from scripts that patterns do not name; no two are the upper and lower case of one letter.
    private static readonly char[] StandIns = CreateStandIns();

    private readonly string _original;
    private int _at;
    private int _originalAt;

    public BmpText(string text)
    {
        _original = text;
        Text = text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') < 0 ? text : Replace(text);
    }

    public string Text { get; }

    /// <summary>Maps a position in <see cref="Text"/> to the original; positions must be requested in ascending order.</summary>
    public int MapToOriginal(int position)
    {
        if (ReferenceEquals(Text, _original)) return position;
        for (; _at < position; _at++) _originalAt += IsPairAt(_original, _originalAt) ? 2 : 1;
        return _originalAt;
    }

    private static string Replace(string text)
    {
        StringBuilder result = new(text.Length);
        for (int at = 0; at < text.Length;)
        {
            bool isPair = IsPairAt(text, at);
            result.Append(isPair ? GetStandIn(new Rune(text[at], text[at + 1])) : text[at]);
            at += isPair ? 2 : 1;
        }
        return result.ToString();
    }

    private static bool IsPairAt(string text, int at) =>
        char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]);

    // Squared and circled letters are alphabetic symbols, like U+24B6..U+24E9.
    private static char GetStandIn(Rune rune) =>
        rune.Value is (>= 0x1F130 and <= 0x1F149) or (>= 0x1F150 and <= 0x1F169) or (>= 0x1F170 and <= 0x1F189)
            ? '\u24B6'
            : StandIns[(int)Rune.GetUnicodeCategory(rune)];

    private static char[] CreateStandIns()
    {
        char[] standIns = new char[(int)UnicodeCategory.OtherNotAssigned + 1];
        foreach (char standIn in "\uA680\uA651\u1F88\uA4F8\uA000\uA8E0\uA880\uA670\uA8D0\uA6E6\uA830\u3000\u2028\u2029\u0080\u206A\uE000"
            + "\uFE33\u2E17\u2E28\u2E29\u2E20\u2E21\uA874\u2A00\uA838\uA700\uA490\u0378")
        {
            standIns[(int)char.GetUnicodeCategory(standIn)] = standIn;
        }
        return standIns;
    }
}
