namespace SearchEngine.Runtime.Tokenizers.Patterns;

/// <summary>Something to be found in a text.</summary>
internal abstract class TextPattern
{
    /// <summary>Spans that match, in order, in UTF-16 units; no more is looked for than is asked for.</summary>
    public abstract IEnumerable<(int Start, int End)> Matches(string text);
}
