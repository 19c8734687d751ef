namespace SearchEngine.Search;

/// <summary>A stretch of a document's text.</summary>
/// <param name="Start">First UTF-16 unit.</param>
/// <param name="End">One past its last UTF-16 unit.</param>
public readonly record struct TextSpan(int Start, int End)
{
    /// <summary>The same stretch of a text that begins so many units earlier, as a document does before its passage.</summary>
    internal TextSpan Shift(int offset) => new(Start + offset, End + offset);
}
