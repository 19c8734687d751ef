using System.Buffers;
using System.Text;

namespace SearchEngine.Documents;

/// <summary>
/// Gathers the text of one paragraph from the pieces that markup cuts it into: runs of blanks become one, non-breaking blanks plain ones, and characters that nobody sees and no query holds
/// (soft hyphen, zero-width space, word joiner, byte order mark) are left out. The joiners of Persian, Indic scripts and emoji are letters' parts and stay.
/// </summary>
internal sealed class InlineText
{
    private static readonly SearchValues<char> SpecialCharacters = SearchValues.Create(" \t\r\n\f\v\u00a0\u2007\u202f\u00ad\u200b\u2060\ufeff");

    private readonly StringBuilder _text = new();
    private bool _pendingSpace;

    public bool IsEmpty => _text.Length == 0;

    /// <summary>Adds text in which blanks say nothing but that a word ends.</summary>
    public void Append(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            int length = text.IndexOfAny(SpecialCharacters) is >= 0 and int found ? found : text.Length;
            if (length > 0)
            {
                if (_pendingSpace && _text.Length > 0 && _text[^1] != '\n') _text.Append(' ');
                _pendingSpace = false;
                _text.Append(text[..length]);
            }
            if (length == text.Length) return;
            if (text[length] is not ('\u00ad' or '\u200b' or '\u2060' or '\ufeff')) _pendingSpace = true;
            text = text[(length + 1)..];
        }
    }

    /// <summary>Adds text as it stands.</summary>
    public void AppendVerbatim(ReadOnlySpan<char> text)
    {
        _pendingSpace = false;
        _text.Append(text);
    }

    /// <summary>Says that a word ends.</summary>
    public void AppendSpace() => _pendingSpace = true;

    /// <summary>Begins a line.</summary>
    /// <returns>False where it is the second in a row, which begins a paragraph.</returns>
    public bool AppendLineBreak()
    {
        if (_text.Length == 0) return true;
        if (_text[^1] == '\n') return false;
        _text.Append('\n');
        _pendingSpace = false;
        return true;
    }

    /// <summary>The text so far, and begins anew.</summary>
    public string ToStringAndClear()
    {
        string text = _text.ToString();
        _text.Clear();
        _pendingSpace = false;
        return text;
    }

    /// <summary><paramref name="text"/> as one paragraph.</summary>
    public static string Normalize(string text)
    {
        InlineText inline = new();
        inline.Append(text);
        return inline.ToStringAndClear();
    }
}
