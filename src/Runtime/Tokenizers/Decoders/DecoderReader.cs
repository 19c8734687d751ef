using SearchEngine.Runtime.Tokenizers.Patterns;
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
        "ByteLevel" => new ByteLevelDecoder(),
        "BPEDecoder" => new BpeDecoder(
            component.Text("suffix", otherwise: "</w>") is { Length: > 0 } suffix ? suffix : throw component.Error("suffix is empty")),
        "Metaspace" => ReadMetaspace(component),
        "Replace" => new ReplaceDecoder(PatternReader.Read(component), component.Text("content")),
        "ByteFallback" => new ByteFallbackDecoder(),
        "Fuse" => new FuseDecoder(),
        "Strip" => new StripDecoder(component.Character("content"), component.Number("start"), component.Number("stop")),
        _ => throw component.UnknownKind(
            "Sequence",
            "WordPiece",
            "ByteLevel",
            "BPEDecoder",
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
