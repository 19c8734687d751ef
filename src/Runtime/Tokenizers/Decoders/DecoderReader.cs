using SearchEngine.Runtime.Tokenizers.PreTokenizers;

namespace SearchEngine.Runtime.Tokenizers.Decoders;

/// <summary>Reads "decoder" of a tokenizer.json.</summary>
internal static class DecoderReader
{
    public static TokenDecoder Read(TokenizerComponent component) => component.IsNull ? new SpacingDecoder() : ReadKind(component);

    private static TokenDecoder ReadKind(TokenizerComponent component) => component.Kind switch
    {
        "Sequence" => new DecoderSequence([.. component.Items("decoders").Select(ReadKind)]),
        "WordPiece" => new WordPieceDecoder(component.Text("prefix", otherwise: "##"), component.Flag("cleanup") ?? true),
        "Metaspace" => ReadMetaspace(component),
        "Replace" => new ReplaceDecoder(TextPattern.Read(component), component.Text("content")),
        "ByteFallback" => new ByteFallbackDecoder(),
        "Fuse" => new FuseDecoder(),
        "Strip" => new StripDecoder(component.Character("content"), component.Number("start"), component.Number("stop")),
        _ => throw component.UnknownKind(
            "Sequence",
            "WordPiece",
            "Metaspace",
            "Replace",
            "ByteFallback",
            "Fuse",
            "Strip"),
    };

    private static MetaspaceDecoder ReadMetaspace(TokenizerComponent component)
    {
        MetaspaceOptions options = MetaspaceOptions.Read(component);
        return new MetaspaceDecoder(options.Replacement, isPrepended: options.Prepending != MetaspacePrepending.Never);
    }
}
