using System.Text;

namespace SearchEngine.Runtime.Tokenizers.Normalizers;

/// <summary>Text made from another one, each UTF-16 unit of which knows the span of the original that it came from.</summary>
internal sealed class AlignedText
{
    private readonly int _origin;
    private readonly AlignedText? _source;
    private char[] _text;
    private (int Start, int End)[] _origins;
    private int _length;

    /// <param name="capacity">UTF-16 units to make room for.</param>
    /// <param name="origin">Where in the original the text begins that this one is made from.</param>
    public AlignedText(int capacity, int origin)
    {
        _origin = origin;
        _text = new char[capacity];
        _origins = new (int, int)[capacity];
    }

    /// <param name="capacity">UTF-16 units to make room for.</param>
    /// <param name="source">The text that this one is made from; spans are traced through it to its own original.</param>
    public AlignedText(int capacity, AlignedText source) : this(capacity, origin: 0) => _source = source;

    public ReadOnlySpan<char> Text => _text.AsSpan(0, _length);

    /// <summary>Whether nothing of the original stands before what this text was made from.</summary>
    public bool IsAtOriginalStart => _source?.IsAtOriginalStart ?? _origin == 0;

    /// <summary>The span of the original that gave rise to a span of this text, which must not be empty.</summary>
    public (int Start, int End) GetOrigin(int start, int end) => (_origins[start].Start, _origins[end - 1].End);

    /// <summary>
    /// Appends a unit that came from the span from <paramref name="start"/> to <paramref name="end"/>, which is not empty, of the text
    /// that this one is made from.
    /// </summary>
    public void Append(char unit, int start, int end)
    {
        if (_length == _text.Length) Grow();
        _text[_length] = unit;
        _origins[_length++] = _source?.GetOrigin(start, end) ?? (_origin + start, _origin + end);
    }

    public void Append(ReadOnlySpan<char> units, int start, int end)
    {
        foreach (char unit in units) Append(unit, start, end);
    }

    public void Append(Rune rune, int start, int end)
    {
        Span<char> units = stackalloc char[2];
        Append(units[..rune.EncodeToUtf16(units)], start, end);
    }

    /// <summary>Appends a part of a text that was made from the one that this is made from.</summary>
    public void Append(Word word)
    {
        for (int i = word.Start; i < word.Start + word.Length; i++) Append(word.Text._text[i], word.Text._origins[i].Start, word.Text._origins[i].End);
    }

    /// <summary>
    /// Appends text that stays as it is; the two halves of a surrogate pair share its span, and a half without the other, which no
    /// reference can read, becomes U+FFFD.
    /// </summary>
    public void AppendUnchanged(ReadOnlySpan<char> text, int start = 0)
    {
        for (int i = 0; i < text.Length;)
        {
            if (!char.IsSurrogate(text[i]))
            {
                Append(text[i], start + i, start + ++i);
                continue;
            }
            Rune.DecodeFromUtf16(text[i..], out Rune rune, out int units);
            Append(rune, start + i, start + i + units);
            i += units;
        }
    }

    private void Grow()
    {
        int capacity = Math.Max(16, 2 * _length);
        Array.Resize(ref _text, capacity);
        Array.Resize(ref _origins, capacity);
    }
}
