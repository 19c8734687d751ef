using System.Globalization;

namespace SearchEngine.Documents;

/// <summary>Where stretches of a text stand in the original, where that has no lines of its own: pages, slides, sheets, cells.</summary>
public sealed class PlaceMap
{
    private readonly List<int> _starts = [];
    private readonly List<string> _names = [];

    /// <summary>A text whose lines are the file's own.</summary>
    public static PlaceMap Empty { get; } = new();

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

    /// <summary>The stretch of a text of <paramref name="length"/> characters that a place takes; null where there is none of that name, in any case.</summary>
    /// <param name="name">The place's name.</param>
    /// <param name="length">Length of the whole text.</param>
    public (int Start, int End)? Find(string name, int length)
    {
        bool IsIt(string candidate) => candidate.Equals(name, StringComparison.OrdinalIgnoreCase);
        int first = _names.FindIndex(IsIt);
        if (first < 0) return null;
        int next = _names.FindIndex(first, candidate => !IsIt(candidate));
        return (_starts[first], next < 0 ? length : _starts[next]);
    }

    /// <summary>The names of all places, in order.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>All places as one text: a line each, the offset and the name.</summary>
    public string Serialize() => string.Join('\n', _starts.Zip(_names, (start, name) => string.Create(CultureInfo.InvariantCulture, $"{start} {name.ReplaceLineEndings(" ")}")));

    /// <summary>Reads what <see cref="Serialize"/> gave.</summary>
    /// <param name="serialized">The text.</param>
    public static PlaceMap Parse(string serialized)
    {
        PlaceMap places = new();
        foreach (string line in serialized.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            int blank = line.IndexOf(' ', StringComparison.Ordinal);
            places.Add(int.Parse(line.AsSpan(0, blank), CultureInfo.InvariantCulture), line[(blank + 1)..]);
        }
        return places;
    }

    /// <summary>The place of the character at <paramref name="offset"/>; empty where none is known.</summary>
    public string GetPlace(int offset)
    {
        int found = _starts.BinarySearch(offset);
        if (found < 0) found = ~found - 1;
        return found < 0 ? "" : _names[found];
    }
}
