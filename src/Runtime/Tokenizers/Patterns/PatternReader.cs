namespace SearchEngine.Runtime.Tokenizers.Patterns;

/// <summary>Reads "pattern" of a component: an object with a "String" or a "Regex".</summary>
internal static class PatternReader
{
    public static TextPattern Read(TokenizerComponent component)
    {
        TokenizerComponent pattern = component.Child("pattern");
        if (pattern.IsNull) throw pattern.Error("is missing; a String or a Regex was expected");
        if (pattern.OptionalText("String") is { } literal)
        {
            return literal.Length > 0 ? new LiteralPattern(literal) : throw pattern.Error("is the empty string");
        }
        string regex = pattern.Text("Regex");
        try
        {
            return RegexPattern.FromOniguruma(regex);
        }
        catch (FormatException e)
        {
            throw pattern.Error($"the regular expression '{regex}' cannot be used here: {e.Message}");
        }
    }
}
