using System.Text;
using SearchEngine.Runtime.Tokenizers.Patterns;

namespace SearchEngine.Runtime.Tokenizers.Normalizers;

/// <summary>Reads "normalizer" of a tokenizer.json.</summary>
internal static class NormalizerReader
{
    public static AligningNormalizer? Read(TokenizerComponent component) => component.IsNull ? null : ReadKind(component);

    private static AligningNormalizer ReadKind(TokenizerComponent component) => component.Type switch
    {
        "Sequence" => new NormalizerSequence([.. component.GetItems("normalizers").Select(ReadKind)]),
        "BertNormalizer" => ReadBert(component),
        "NFC" => new UnicodeNormalizer(NormalizationForm.FormC),
        "NFD" => new UnicodeNormalizer(NormalizationForm.FormD),
        "NFKC" => new UnicodeNormalizer(NormalizationForm.FormKC),
        "NFKD" => new UnicodeNormalizer(NormalizationForm.FormKD),
        "Lowercase" => new LowercaseNormalizer(),
        "StripAccents" => new StripAccentsNormalizer(),
        "Precompiled" => new PrecompiledNormalizer(PrecompiledCharsMap.Read(component)),
        "Prepend" => new PrependNormalizer(component.GetString("prepend")),
        "Replace" => new ReplaceNormalizer(PatternReader.Read(component), component.GetString("content")),
        "Strip" => new StripNormalizer(component.GetBoolOrNull("strip_left") ?? true, component.GetBoolOrNull("strip_right") ?? true),
        _ => throw component.CreateUnknownTypeError(
            "Sequence",
            "BertNormalizer",
            "NFC",
            "NFD",
            "NFKC",
            "NFKD",
            "Lowercase",
            "StripAccents",
            "Precompiled",
            "Prepend",
            "Replace",
            "Strip"),
    };

    private static BertNormalizer ReadBert(TokenizerComponent component)
    {
        bool lowercase = component.GetBoolOrNull("lowercase") ?? true;
        return new BertNormalizer(
            component.GetBoolOrNull("clean_text") ?? true,
            component.GetBoolOrNull("handle_chinese_chars") ?? true,
            component.GetBoolOrNull("strip_accents") ?? lowercase,
            lowercase);
    }
}
