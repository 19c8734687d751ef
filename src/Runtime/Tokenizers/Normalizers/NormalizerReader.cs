namespace SearchEngine.Runtime.Tokenizers.Normalizers;

/// <summary>Reads "normalizer" of a tokenizer.json.</summary>
internal static class NormalizerReader
{
    public static AligningNormalizer? Read(TokenizerComponent component)
    {
        if (component.IsNull) return null;
        return component.Kind switch
        {
            "BertNormalizer" => ReadBert(component),
            _ => throw component.UnknownKind("BertNormalizer"),
        };
    }

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
