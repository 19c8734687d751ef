namespace SearchEngine.Index.Filters;

/// <summary>A character of a filter.</summary>
/// <param name="Value">The character.</param>
/// <param name="IsQuoted">Whether it was in quotes and is therefore literal.</param>
/// <param name="Position">Its position in the filter, from 1.</param>
internal readonly record struct FilterCharacter(char Value, bool IsQuoted, int Position);

/// <summary>
/// A part of a filter with its quotes removed, in which each character remembers whether it was quoted and where it
/// was.
/// </summary>
internal readonly struct FilterText
{
    private readonly string _filter;
    private readonly ArraySegment<FilterCharacter> _characters;
    private readonly int _end;

    private FilterText(string filter, ArraySegment<FilterCharacter> characters, int end)
    {
        _filter = filter;
        _characters = characters;
        _end = end;
    }

    public int Length => _characters.Count;

    /// <summary>The characters without quotes.</summary>
    public string Text => string.Create(Length, _characters, static (text, characters) =>
    {
        for (int i = 0; i < text.Length; i++) text[i] = characters[i].Value;
    });

    /// <summary>Its position in the filter, from 1; if it is empty, the position where it would begin.</summary>
    public int Position => Length > 0 ? _characters[0].Position : _end;

    public FilterCharacter this[int index] => _characters[index];

    /// <summary>Parses a whole filter. Quotes may occur anywhere; a doubled quote within quotes is a literal quote.</summary>
    /// <exception cref="FilterException">A quote is never closed.</exception>
    public static FilterText Parse(string filter)
    {
        List<FilterCharacter> characters = new(filter.Length);
        int opened = -1;
        for (int i = 0; i < filter.Length; i++)
        {
            if (filter[i] != '"') characters.Add(new FilterCharacter(filter[i], opened >= 0, i + 1));
            else if (opened < 0) opened = i;
            else if (i + 1 < filter.Length && filter[i + 1] == '"') characters.Add(new FilterCharacter('"', true, ++i));
            else opened = -1;
        }
        if (opened < 0) return new FilterText(filter, characters.ToArray(), filter.Length + 1);
        throw new FilterException(filter, $"the quote at character {opened + 1} is never closed; "
            + "close it, or write it twice between quotes if it is part of the value");
    }

    /// <summary>
    /// Returns the index, from <paramref name="start"/> on, of the first unquoted character that is one of <paramref
    /// name="any"/>; -1 without one.
    /// </summary>
    public int IndexOfAny(string any, int start = 0)
    {
        for (int i = start; i < Length; i++)
        {
            if (IsUnquoted(i, any)) return i;
        }
        return -1;
    }

    /// <summary>
    /// Returns whether a character is unquoted and one of <paramref name="any"/>. False for an index out of range.
    /// </summary>
    public bool IsUnquoted(int index, string any) =>
        index >= 0 && index < Length && !this[index].IsQuoted && any.Contains(this[index].Value);

    /// <summary>Returns a part without its surrounding whitespace.</summary>
    public FilterText Slice(int start, int end)
    {
        int after = end < Length ? this[end].Position : _end;
        while (start < end && IsWhitespace(start)) start++;
        while (end > start && IsWhitespace(end - 1)) end--;
        return new FilterText(_filter, _characters[start..end], after);
    }

    public FilterException CreateError(string reason) => new(_filter, reason);

    private bool IsWhitespace(int index) => !this[index].IsQuoted && char.IsWhiteSpace(this[index].Value);
}
