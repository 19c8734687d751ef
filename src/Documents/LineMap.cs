namespace SearchEngine.Documents;

/// <summary>Finds the line of an offset in O(log lines). A line ends with LF, CR LF or a lone CR.</summary>
public sealed class LineMap
{
    private readonly string _text;
    private readonly List<int> _starts = [0];

    /// <summary>Notes where each line of <paramref name="text"/> starts.</summary>
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

    /// <summary>How many lines there are; at least 1.</summary>
    public int Count => _starts.Count;

    /// <summary>The 1-based line that holds the character at <paramref name="offset"/>.</summary>
    public int GetLineNumber(int offset)
    {
        int found = _starts.BinarySearch(offset);
        return found >= 0 ? found + 1 : ~found;
    }

    /// <summary>The offset at which the 1-based <paramref name="line"/> starts.</summary>
    public int GetStart(int line) => _starts[line - 1];

    /// <summary>The offset behind the 1-based <paramref name="line"/>, its line break included.</summary>
    public int GetEnd(int line) => line < _starts.Count ? _starts[line] : _text.Length;

    /// <summary>The 1-based <paramref name="line"/>, its line break included.</summary>
    public ReadOnlySpan<char> GetText(int line) => _text.AsSpan()[GetStart(line)..GetEnd(line)];
}
