using SearchEngine.Runtime.Tokenizers.Patterns;

namespace SearchEngine.Runtime.Tokenizers.PreTokenizers;

/// <summary>
/// Splits texts at the matches of a pattern. The library's <see cref="Microsoft.ML.Tokenizers.RegexPreTokenizer"/> drops text between
/// matches and treats characters beyond the basic plane as neither letters nor digits.
/// </summary>
/// <param name="pattern">The pattern.</param>
/// <param name="behavior">What happens to its matches.</param>
/// <param name="invert">Whether this happens to the text between matches instead.</param>
internal sealed class SplitPreTokenizer(TextPattern pattern, SplitBehavior behavior, bool invert = false) : SplittingPreTokenizer
{
    protected override IEnumerable<(int Start, int Length)> Split(string text)
    {
        Part word = default;
        foreach (Part part in SplitIntoParts(text))
        {
            if (word.End > 0 && ShouldMerge(word, part))
            {
                word = part with { Start = word.Start };
                continue;
            }
            if (IsWord(word)) yield return (word.Start, word.End - word.Start);
            word = part;
        }
        if (IsWord(word)) yield return (word.Start, word.End - word.Start);
    }

    private bool IsWord(Part part) => part.End > part.Start && !(behavior == SplitBehavior.Removed && part.IsMatch);

    private bool ShouldMerge(Part word, Part next) => behavior switch
    {
        SplitBehavior.MergedWithPrevious => next.IsMatch && !word.IsMatch,
        SplitBehavior.MergedWithNext => word.IsMatch && !next.IsMatch,
        SplitBehavior.Contiguous => word.IsMatch == next.IsMatch,
        _ => false,
    };

    /// <summary>Returns the matches and the text between them.</summary>
    private IEnumerable<Part> SplitIntoParts(string text)
    {
        int at = 0;
        foreach ((int start, int end) in pattern.Matches(text))
        {
            if (start > at) yield return new Part(at, start, IsMatch: invert);
            yield return new Part(start, end, IsMatch: !invert);
            at = end;
        }
        if (at < text.Length) yield return new Part(at, text.Length, IsMatch: invert);
    }

    private readonly record struct Part(int Start, int End, bool IsMatch);
}
