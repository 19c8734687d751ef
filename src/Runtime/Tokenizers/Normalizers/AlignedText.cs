using System.Text;

namespace SearchEngine.Runtime.Tokenizers.Normalizers;

/// <summary>Normalized text, each UTF-16 unit of which knows the span of the original that it came from.</summary>
/// <param name="capacity">UTF-16 units to make room for.</param>
/// <param name="origin">Where in the original the text begins that is normalized.</param>
internal sealed class AlignedText(int capacity, int origin)
{
    private char[] _text = new char[capacity];
    private (int Start, int End)[] _origins = new (int, int)[capacity];
    private int _length;

    public ReadOnlySpan<char> Text => _text.AsSpan(0, _length);

    /// <summary>The span of the original that gave rise to a span of this text, which must not be empty.</summary>
    public (int Start, int End) Origin(int start, int end) => (_origins[start].Start, _origins[end - 1].End);

    /// <summary>Appends a unit that came from the span from <paramref name="start"/> to <paramref name="end"/> of the text that is normalized.</summary>
    public void Append(char unit, int start, int end)
    {
        if (_length == _text.Length) Grow();
        _text[_length] = unit;
        _origins[_length++] = (origin + start, origin + end);
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

    /// <summary>Appends text that stays as it is; the two halves of a surrogate pair share its span.</summary>
    public void AppendUnchanged(ReadOnlySpan<char> text)
    {
        for (int i = 0; i < text.Length;)
        {
            Rune.DecodeFromUtf16(text[i..], out _, out int units);
            Append(text.Slice(i, units), i, i + units);
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
