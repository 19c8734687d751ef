namespace SearchEngine.Runtime.Tokenizers.Normalizers;

/// <summary>Reads "normalizer" of a tokenizer.json.</summary>
internal static class NormalizerReader
{
    public static AligningNormalizer? Read(TokenizerComponent component) => component.IsNull ? null : ReadKind(component);

    private static AligningNormalizer ReadKind(TokenizerComponent component) => component.Kind switch
    {
        "Sequence" => new NormalizerSequence([.. component.Items("normalizers").Select(ReadKind)]),
        "BertNormalizer" => ReadBert(component),
        "Precompiled" => new PrecompiledNormalizer(CharsMap.Read(component)),
        "Prepend" => new PrependNormalizer(component.Text("prepend")),
        "Replace" => new ReplaceNormalizer(TextPattern.Read(component), component.Text("content")),
        "Strip" => new StripNormalizer(component.Flag("strip_left") ?? true, component.Flag("strip_right") ?? true),
        _ => throw component.UnknownKind(
            "Sequence",
            "BertNormalizer",
            "Precompiled",
            "Prepend",
            "Replace",
            "Strip"),
    };

    private static BertNormalizer ReadBert(TokenizerComponent component)
    {
        bool lowercase = component.Flag("lowercase") ?? true;
        return new BertNormalizer(
            component.Flag("clean_text") ?? true,
            component.Flag("handle_chinese_chars") ?? true,
            component.Flag("strip_accents") ?? lowercase,
            lowercase);
    }
}
