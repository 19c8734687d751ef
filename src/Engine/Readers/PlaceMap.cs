namespace SearchEngine.Readers;

/// <summary>Where stretches of a text stand in the original, where that has no lines of its own: pages, slides, sheets, cells.</summary>
public sealed class PlaceMap
{
    private readonly List<int> _starts = [];
    private readonly List<string> _names = [];

    /// <summary>A text whose lines are the file's own.</summary>
    public static PlaceMap None { get; } = new();

    /// <summary>Whether there are any places.</summary>
    public bool IsEmpty => _starts.Count == 0;

    /// <summary>Says that a place begins; places are added in the order of the text.</summary>
    /// <param name="start">UTF-16 offset of its first character.</param>
    /// <param name="name">What a reader of the original would look for, such as <c>page 3</c>.</param>
    public void Add(int start, string name)
    {
        if (_starts.Count > 0 && _starts[^1] == start) _names[^1] = name;
        else
        {
            _starts.Add(start);
            _names.Add(name);
        }
    }

    /// <summary>The place of the character at <paramref name="offset"/>; empty where none is known.</summary>
    public string At(int offset)
    {
        int found = _starts.BinarySearch(offset);
        if (found < 0) found = ~found - 1;
        return found < 0 ? "" : _names[found];
    }
}
