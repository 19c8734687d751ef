using System.Text.RegularExpressions;

namespace SearchEngine.Runtime.Tokenizers.Patterns;

/// <summary>
/// Matches a regular expression over characters. .NET's expressions match UTF-16 units, so they are applied to a <see cref="BmpText"/>.
/// </summary>
internal sealed class RegexPattern(Regex regex) : TextPattern
{
    // A checkpoint's pattern may take exponential time on some texts, which must end in an error, not a hang.
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    /// <summary>Creates a pattern of a tokenizer.json.</summary>
    /// <exception cref="FormatException">The pattern is invalid, or contains something that .NET cannot express.</exception>
    public static RegexPattern FromOniguruma(string pattern)
    {
        try
        {
            return new RegexPattern(
                new Regex(OnigurumaTranslator.ToDotNet(pattern), RegexOptions.CultureInvariant | RegexOptions.Multiline, Timeout));
        }
        catch (ArgumentException e)
        {
            throw new FormatException(e.Message, e);
        }
    }

    public override IEnumerable<(int Start, int End)> Matches(string text)
    {
        BmpText bmp = new(text);
        for (Match match = regex.Match(bmp.Text); match.Success; match = match.NextMatch())
        {
            int start = bmp.MapToOriginal(match.Index);
            yield return (start, bmp.MapToOriginal(match.Index + match.Length));
        }
    }
}
