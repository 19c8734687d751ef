namespace SearchEngine.Runtime.Tokenizers.Patterns;

/// <summary>Reads "pattern" of a component: an object with a "String" or a "Regex".</summary>
internal static class PatternReader
{
    public static TextPattern Read(TokenizerComponent component)
    {
        TokenizerComponent pattern = component.GetChild("pattern");
        if (pattern.IsNull) throw pattern.CreateError("is missing, but must be a String or a Regex");
        if (pattern.GetStringOrNull("String") is { } literal)
        {
            return literal.Length > 0 ? new LiteralPattern(literal) : throw pattern.CreateError("is empty");
        }
        string regex = pattern.GetString("Regex");
        try
        {
            return RegexPattern.FromOniguruma(regex);
        }
        catch (FormatException e)
        {
            throw pattern.CreateError($"is the regular expression '{regex}', which is not supported: {e.Message}");
        }
    }
}
