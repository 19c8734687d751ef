namespace SearchEngine.Runtime.Tokenizers.PostProcessors;

/// <summary>The special tokens around a text and around a pair of texts.</summary>
/// <param name="Single">Parts of a single text, in order.</param>
/// <param name="Pair">Parts of a pair, in order.</param>
internal sealed record Template(TemplatePart[] Single, TemplatePart[] Pair)
{
    /// <summary>The texts without special tokens.</summary>
    public static Template Plain { get; } =
        new([TemplatePart.First(typeId: 0)], [TemplatePart.First(typeId: 0), TemplatePart.Second(typeId: 1)]);

    public static int CountSpecialTokens(TemplatePart[] parts) => parts.Sum(part => part.SpecialIds?.Length ?? 0);
}
