namespace SearchEngine.Runtime.Tokenizers.Patterns;

/// <summary>A pattern that can be searched for in a text.</summary>
internal abstract class TextPattern
{
    /// <summary>Returns the spans of the matches in UTF-16 units, in order; the search is lazy.</summary>
    public abstract IEnumerable<(int Start, int End)> Matches(string text);
}
