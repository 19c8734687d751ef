namespace SearchEngine.Runtime.Tokenizers.Patterns;

/// <summary>Matches a literal string.</summary>
internal sealed class LiteralPattern(string literal) : TextPattern
{
    public override IEnumerable<(int Start, int End)> Matches(string text)
    {
        for (int at = 0; text.IndexOf(literal, at, StringComparison.Ordinal) is int start && start >= 0;)
        {
            at = start + literal.Length;
            yield return (start, at);
        }
    }
}
