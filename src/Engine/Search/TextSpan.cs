namespace SearchEngine.Search;

/// <summary>A range of a document's text.</summary>
/// <param name="Start">The index of the first UTF-16 code unit.</param>
/// <param name="End">The index after the last UTF-16 code unit.</param>
public readonly record struct TextSpan(int Start, int End)
{
    /// <summary>Returns the span moved by an offset, for example from a passage's text to its document's text.</summary>
    internal TextSpan Shift(int offset) => new(Start + offset, End + offset);
}
