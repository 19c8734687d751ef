namespace SearchEngine.Runtime.Tokenizers.PostProcessors;

/// <summary>How a text and a pair of texts are framed by special tokens.</summary>
/// <param name="Single">Parts of a text, in order.</param>
/// <param name="Pair">Parts of a pair, in order.</param>
internal sealed record Template(TemplatePart[] Single, TemplatePart[] Pair)
{
    /// <summary>The texts one after the other, with nothing around them.</summary>
    public static Template Plain { get; } =
        new([TemplatePart.First(typeId: 0)], [TemplatePart.First(typeId: 0), TemplatePart.Second(typeId: 1)]);

    public static int CountSpecialTokens(TemplatePart[] parts) => parts.Sum(part => part.SpecialIds?.Length ?? 0);
}
