using System.Text.RegularExpressions;

namespace SearchEngine.Runtime.Tokenizers;

/// <summary>What a stage looks for in a text: a string, or a regular expression.</summary>
internal sealed class TextPattern
{
    private readonly Regex _regex;

    private TextPattern(Regex regex) => _regex = regex;

    /// <summary>Reads "pattern" of a stage: an object of one field, "String" or "Regex".</summary>
    public static TextPattern Read(TokenizerComponent component)
    {
        TokenizerComponent pattern = component.Child("pattern");
        string regex = pattern.Has("Regex") ? pattern.Text("Regex") : Regex.Escape(pattern.Text("String"));
        return new TextPattern(new Regex(regex, RegexOptions.CultureInvariant));
    }

    /// <summary>Spans of a text that the pattern finds, in order.</summary>
    public IEnumerable<(int Start, int Length)> Matches(string text) => _regex.Matches(text).Select(match => (match.Index, match.Length));
}
