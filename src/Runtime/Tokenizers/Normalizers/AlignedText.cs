using System.Text;

namespace SearchEngine.Runtime.Tokenizers.Normalizers;

/// <summary>A transformed text in which each UTF-16 unit has the span of the original text from which it was made.</summary>
internal sealed class AlignedText
{
    private readonly int _origin;
    private readonly AlignedText? _source;
    private char[] _text;
    private (int Start, int End)[] _origins;
    private int _length;

    /// <summary>Creates an empty text.</summary>
    /// <param name="capacity">Initial capacity in UTF-16 units.</param>
    /// <param name="origin">Start of the source text within the original.</param>
    public AlignedText(int capacity, int origin)
    {
        _origin = origin;
        _text = new char[capacity];
        _origins = new (int, int)[capacity];
    }

    /// <summary>Creates an empty text that is made from another transformed text.</summary>
    /// <param name="capacity">Initial capacity in UTF-16 units.</param>
    /// <param name="source">The source text; spans are traced through it to its original.</param>
    public AlignedText(int capacity, AlignedText source) : this(capacity, origin: 0) => _source = source;

    public ReadOnlySpan<char> Text => _text.AsSpan(0, _length);

    /// <summary>Whether the source text starts at the beginning of the original.</summary>
    public bool IsAtOriginalStart => _source?.IsAtOriginalStart ?? _origin == 0;

    /// <summary>Returns the span of the original from which a non-empty span of this text was made.</summary>
    public (int Start, int End) GetOrigin(int start, int end) => (_origins[start].Start, _origins[end - 1].End);

    /// <summary>
    /// Appends a unit made from the non-empty span from <paramref name="start"/> to <paramref name="end"/> of the source text.
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

    /// <summary>Appends a part of another text that was made from the same source.</summary>
    public void Append(Word word)
    {
        for (int i = word.Start; i < word.Start + word.Length; i++)
            Append(word.Text._text[i], word.Text._origins[i].Start, word.Text._origins[i].End);
    }

    /// <summary>
    /// Appends unchanged text. The two halves of a surrogate pair share its span; a lone surrogate, which no reference can read, becomes
    /// U+FFFD.
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
