namespace SearchEngine.Runtime.Tokenizers.PreTokenizers;

/// <summary>What a "Metaspace" of a tokenizer.json says, as a pre-tokenizer or a decoder.</summary>
/// <param name="Replacement">The character that stands for a space.</param>
/// <param name="PrependScheme">Which words it is put before.</param>
/// <param name="Split">Whether it begins a word.</param>
internal sealed record MetaspaceOptions(char Replacement, PrependScheme PrependScheme, bool Split)
{
    public static MetaspaceOptions Read(TokenizerComponent component) => new(
        component.GetChar("replacement", defaultValue: '\u2581'),
        ReadPrependScheme(component),
        component.GetBoolOrNull("split") ?? true);

    // Older files say add_prefix_space alone.
    private static PrependScheme ReadPrependScheme(TokenizerComponent component)
    {
        bool isPrefixed = component.GetBoolOrNull("add_prefix_space") ?? true;
        PrependScheme prepending = component.GetString("prepend_scheme", defaultValue: isPrefixed ? "always" : "never") switch
        {
            "always" => PrependScheme.Always,
            "first" => PrependScheme.First,
            "never" => PrependScheme.Never,
            string other => throw component.CreateError($"the prepend_scheme '{other}' is not known here; known: always, first, never"),
        };
        return isPrefixed || prepending == PrependScheme.Never
            ? prepending
            : throw component.CreateError("add_prefix_space is false, and prepend_scheme is not never; one of them has to go");
    }
}
