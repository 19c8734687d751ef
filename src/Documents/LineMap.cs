namespace SearchEngine.Documents;

/// <summary>Maps offsets to lines by binary search. A line ends with LF, CR LF or a lone CR.</summary>
public sealed class LineMap
{
    private readonly string _text;
    private readonly List<int> _starts = [0];

    /// <summary>Creates the map of <paramref name="text"/>.</summary>
    public LineMap(string text)
    {
        _text = text;
        ReadOnlySpan<char> rest = text;
        for (int position = 0; rest[position..].IndexOfAny('\n', '\r') is >= 0 and int length;)
        {
            position += length + 1;
            if (rest[position - 1] == '\r' && position < rest.Length && rest[position] == '\n') position++;
            _starts.Add(position);
        }
    }

    /// <summary>The number of lines; at least 1.</summary>
    public int Count => _starts.Count;

    /// <summary>Returns the 1-based number of the line that contains <paramref name="offset"/>.</summary>
    public int GetLineNumber(int offset)
    {
        int found = _starts.BinarySearch(offset);
        return found >= 0 ? found + 1 : ~found;
    }

    /// <summary>Returns the offset of the first character of the 1-based <paramref name="line"/>.</summary>
    public int GetStart(int line) => _starts[line - 1];

    /// <summary>Returns the offset after the 1-based <paramref name="line"/>, including its line break.</summary>
    public int GetEnd(int line) => line < _starts.Count ? _starts[line] : _text.Length;

    /// <summary>Returns the text of the 1-based <paramref name="line"/>, including its line break.</summary>
    public ReadOnlySpan<char> GetText(int line) => _text.AsSpan()[GetStart(line)..GetEnd(line)];
}
