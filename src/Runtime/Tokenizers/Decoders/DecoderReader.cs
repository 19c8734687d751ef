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
        _ => throw component.UnknownKind(
            "Sequence",
            "WordPiece",
            "ByteLevel",
            "BPEDecoder"),
    };
}
