using SearchEngine.Runtime.Tokenizers.Patterns;
using SearchEngine.Runtime.Tokenizers.PreTokenizers;

namespace SearchEngine.Runtime.Tokenizers.Decoders;

/// <summary>Reads "decoder" of a tokenizer.json.</summary>
internal static class DecoderReader
{
    public static TokenDecoder Read(TokenizerComponent component) => component.IsNull ? new SpacingDecoder() : ReadKind(component);

    private static TokenDecoder ReadKind(TokenizerComponent component) => component.Type switch
    {
        "Sequence" => new DecoderSequence([.. component.GetItems("decoders").Select(ReadKind)]),
        "WordPiece" => new WordPieceDecoder(component.GetString("prefix", defaultValue: "##"), component.GetBoolOrNull("cleanup") ?? true),
        "ByteLevel" => new ByteLevelDecoder(),
        "BPEDecoder" => new BpeDecoder(
            component.GetString("suffix", defaultValue: "</w>") is { Length: > 0 } suffix
                ? suffix
                : throw component.CreateError("has an empty suffix")),
        "Metaspace" => ReadMetaspace(component),
        "Replace" => new ReplaceDecoder(PatternReader.Read(component), component.GetString("content")),
        "ByteFallback" => new ByteFallbackDecoder(),
        "Fuse" => new FuseDecoder(),
        "Strip" => new StripDecoder(component.GetChar("content"), component.GetInt("start"), component.GetInt("stop")),
        _ => throw component.CreateUnknownTypeError(
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
        return new MetaspaceDecoder(options.Replacement, isPrepended: options.PrependScheme != PrependScheme.Never);
    }
}
