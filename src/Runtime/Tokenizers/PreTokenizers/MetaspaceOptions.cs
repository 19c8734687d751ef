namespace SearchEngine.Runtime.Tokenizers.PreTokenizers;

/// <summary>The options of a "Metaspace" in tokenizer.json, a pre-tokenizer or decoder.</summary>
/// <param name="Replacement">The character that represents a space.</param>
/// <param name="PrependScheme">Which words get a replacement character prepended.</param>
/// <param name="Split">Whether each replacement character starts a word.</param>
internal sealed record MetaspaceOptions(char Replacement, PrependScheme PrependScheme, bool Split)
{
    public static MetaspaceOptions Read(TokenizerComponent component) => new(
        component.GetChar("replacement", defaultValue: '\u2581'),
        ReadPrependScheme(component),
        component.GetBoolOrNull("split") ?? true);

    // Older files contain only add_prefix_space.
    private static PrependScheme ReadPrependScheme(TokenizerComponent component)
    {
        bool isPrefixed = component.GetBoolOrNull("add_prefix_space") ?? true;
        PrependScheme prepending = component.GetString("prepend_scheme", defaultValue: isPrefixed ? "always" : "never") switch
        {
            "always" => PrependScheme.Always,
            "first" => PrependScheme.First,
            "never" => PrependScheme.Never,
            string other => throw component.CreateError(
                $"has the unsupported prepend_scheme '{other}'; supported are always, first, never"),
        };
        return isPrefixed || prepending == PrependScheme.Never
            ? prepending
            : throw component.CreateError("has add_prefix_space false, which contradicts its prepend_scheme; remove one of them");
    }
}
