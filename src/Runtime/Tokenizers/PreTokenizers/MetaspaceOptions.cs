namespace SearchEngine.Runtime.Tokenizers.PreTokenizers;

/// <summary>What a "Metaspace" of a tokenizer.json says, as a pre-tokenizer or a decoder.</summary>
/// <param name="Replacement">The character that stands for a space.</param>
/// <param name="Prepending">Which words it is put before.</param>
/// <param name="Split">Whether it begins a word.</param>
internal sealed record MetaspaceOptions(char Replacement, MetaspacePrepending Prepending, bool Split)
{
    public static MetaspaceOptions Read(TokenizerComponent component) => new(
        component.Character("replacement", otherwise: '\u2581'),
        ReadPrepending(component),
        component.Flag("split") ?? true);

    // Older files say add_prefix_space alone.
    private static MetaspacePrepending ReadPrepending(TokenizerComponent component)
    {
        bool isPrefixed = component.Flag("add_prefix_space") ?? true;
        MetaspacePrepending prepending = component.Text("prepend_scheme", otherwise: isPrefixed ? "always" : "never") switch
        {
            "always" => MetaspacePrepending.Always,
            "first" => MetaspacePrepending.First,
            "never" => MetaspacePrepending.Never,
            string other => throw component.Error($"the prepend_scheme '{other}' is not known here; known: always, first, never"),
        };
        return isPrefixed || prepending == MetaspacePrepending.Never
            ? prepending
            : throw component.Error("add_prefix_space is false, and prepend_scheme is not never; one of them has to go");
    }
}
