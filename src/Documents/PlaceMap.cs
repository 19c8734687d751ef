using System.Globalization;

namespace SearchEngine.Documents;

/// <summary>Maps offsets to places in the original file (pages, slides, sheets, cells), for formats without lines.</summary>
public sealed class PlaceMap
{
    private readonly List<int> _starts = [];
    private readonly List<string> _names = [];

    /// <summary>The map of a document without places, whose lines are those of the file.</summary>
    public static PlaceMap Empty { get; } = new();

    /// <summary>Whether there are any places.</summary>
    public bool IsEmpty => _starts.Count == 0;

    /// <summary>Adds the start of a place; places are added in text order.</summary>
    /// <param name="start">The UTF-16 offset of its first character.</param>
    /// <param name="name">The place as readers of the original file know it, such as <c>page 3</c>.</param>
    public void Add(int start, string name)
    {
        if (_starts.Count > 0 && _starts[^1] == start) _names[^1] = name;
        else
        {
            _starts.Add(start);
            _names.Add(name);
        }
    }

    /// <summary>Returns the span of a place; null if no place has this name, ignoring case.</summary>
    /// <param name="name">The name of the place.</param>
    /// <param name="length">The length of the whole text.</param>
    public (int Start, int End)? Find(string name, int length)
    {
        bool Matches(string candidate) => candidate.Equals(name, StringComparison.OrdinalIgnoreCase);
        int first = _names.FindIndex(Matches);
        if (first < 0) return null;
        int next = _names.FindIndex(first, candidate => !Matches(candidate));
        return (_starts[first], next < 0 ? length : _starts[next]);
    }

    /// <summary>The names of all places, in order.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>Returns all places as text: one line each, with the offset and the name.</summary>
    internal string Serialize() => string.Join('\n', _starts.Zip(_names, FormatLine));

    /// <summary>Parses the result of <see cref="Serialize"/>.</summary>
    internal static PlaceMap Parse(string serialized)
    {
        PlaceMap places = new();
        foreach (string line in serialized.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            int space = line.IndexOf(' ', StringComparison.Ordinal);
            places.Add(int.Parse(line.AsSpan(0, space), CultureInfo.InvariantCulture), line[(space + 1)..]);
        }
        return places;
    }

    /// <summary>Returns the place that contains <paramref name="offset"/>; empty if there is none.</summary>
    public string GetPlace(int offset)
    {
        int found = _starts.BinarySearch(offset);
        if (found < 0) found = ~found - 1;
        return found < 0 ? "" : _names[found];
    }

    private static string FormatLine(int start, string name)
    {
        return string.Create(CultureInfo.InvariantCulture, $"{start} {name.ReplaceLineEndings(" ")}");
    }
}
