namespace SearchEngine.Runtime.Tokenizers.PreTokenizers;

/// <summary>Reads "pre_tokenizer" of a tokenizer.json.</summary>
internal static class PreTokenizerReader
{
    public static AligningPreTokenizer? Read(TokenizerComponent component) => component.IsNull ? null : ReadKind(component);

    private static AligningPreTokenizer ReadKind(TokenizerComponent component) => component.Kind switch
    {
        "Sequence" => new PreTokenizerSequence([.. component.Items("pretokenizers").Select(ReadKind)]),
        "BertPreTokenizer" => new BertPreTokenizer(),
        "WhitespaceSplit" => new WhitespaceSplitPreTokenizer(),
        "Metaspace" => new MetaspacePreTokenizer(MetaspaceOptions.Read(component)),
        _ => throw component.UnknownKind(
            "Sequence",
            "BertPreTokenizer",
            "Metaspace"),
    };
}
