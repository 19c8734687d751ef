namespace SearchEngine.Runtime.Tokenizers.Decoders;

/// <summary>Reads "decoder" of a tokenizer.json.</summary>
internal static class DecoderReader
{
    public static TokenDecoder Read(TokenizerComponent component)
    {
        if (component.IsNull) return new TokenDecoder();
        return component.Kind switch
        {
            "WordPiece" => new WordPieceDecoder(component.Text("prefix", otherwise: "##"), component.Flag("cleanup") ?? true),
            _ => throw component.UnknownKind("WordPiece"),
        };
    }
}
