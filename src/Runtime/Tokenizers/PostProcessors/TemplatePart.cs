namespace SearchEngine.Runtime.Tokenizers.PostProcessors;

/// <summary>A part of a template: special tokens, or one of the texts.</summary>
/// <param name="SpecialIds">Ids of the special tokens; null for a text.</param>
/// <param name="Text">Index of the text: 0 or 1.</param>
/// <param name="TypeId">Type id of the tokens in this part.</param>
internal sealed record TemplatePart(int[]? SpecialIds, int Text, int TypeId)
{
    public static TemplatePart First(int typeId) => new(null, 0, typeId);

    public static TemplatePart Second(int typeId) => new(null, 1, typeId);

    public static TemplatePart Special(int[] ids, int typeId) => new(ids, 0, typeId);
}
