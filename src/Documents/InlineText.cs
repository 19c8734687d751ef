using System.Buffers;
using System.Text;

namespace SearchEngine.Documents;

/// <summary>
/// Collects the text of one paragraph from the pieces between markup. Runs of whitespace become one space, and characters that
/// are invisible and never searched for (soft hyphen, zero-width space, word joiner, byte order mark) are dropped. The joiners of
/// Persian, Indic scripts and emoji belong to their letters and are kept.
/// </summary>
internal sealed class InlineText
{
    private static readonly SearchValues<char> SpecialCharacters =
        SearchValues.Create(" \t\r\n\f\v\u00a0\u2007\u202f\u00ad\u200b\u2060\ufeff");

    private readonly StringBuilder _text = new();
    private bool _pendingSpace;

    public bool IsEmpty => _text.Length == 0;

    /// <summary>Appends text, collapsing whitespace.</summary>
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

    /// <summary>Appends text unchanged.</summary>
    public void AppendVerbatim(ReadOnlySpan<char> text)
    {
        _pendingSpace = false;
        _text.Append(text);
    }

    /// <summary>Appends a word boundary.</summary>
    public void AppendSpace() => _pendingSpace = true;

    /// <summary>Starts a new line.</summary>
    /// <returns>False if the text already ends with a line break, so that a new paragraph begins.</returns>
    public bool AppendLineBreak()
    {
        if (_text.Length == 0) return true;
        if (_text[^1] == '\n') return false;
        _text.Append('\n');
        _pendingSpace = false;
        return true;
    }

    /// <summary>Returns the text and clears the buffer.</summary>
    public string ToStringAndClear()
    {
        string text = _text.ToString();
        _text.Clear();
        _pendingSpace = false;
        return text;
    }

    /// <summary>Returns <paramref name="text"/> as one paragraph with collapsed whitespace.</summary>
    public static string Normalize(string text)
    {
        InlineText inline = new();
        inline.Append(text);
        return inline.ToStringAndClear();
    }
}
